"""Somebody wants to be forgotten: what is under way stops, words go, and a counted need stays without a person.

A need keeps its kind, subject, status and months, so that the figures of the wijk stay true. A proposal keeps that it
was agreed, so that the other side still sees their own agreement, with "een buur".
"""

import re
import secrets
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from members.models import User
from members.sessions import of_person
from needs import background, lifecycle
from needs.assigning import hand_over
from needs.departing import tell_in_person
from needs.models import (
    Apart,
    BreakGlass,
    CallTask,
    Contact,
    Draft,
    FollowUp,
    Match,
    Need,
    NeedConcept,
    Outcome,
    Proposal,
    Share,
)
from needs.models.need import ALPHABET, NUMBER_LENGTH
from wijk.places.scopes import EVERYWHERE

REASON = "somebody is forgotten"
EMPTY: dict[str, Any] = {
    "title": "",
    "text": "",
    "features": {},
    "day_parts": [],
    "on_day": None,
    "buurt": None,
    "relation": "",
    "other_name": "",
    "other_phone": "",
    "other_knows": None,
    "other_answers": False,
    "entered_by": None,
    "referrer": None,
    "on_board": False,
}


def erase(person: User, *, by: Any) -> None:
    for neighbourhood in person.coordinated_neighbourhoods():
        hand_over(person, neighbourhood, by=None)
    _drafts(person)
    _stop(person, by=by)
    _named_by_others(person)
    _calls(person)
    _all(Apart).filter(Q(first=person) | Q(second=person)).delete()
    for need in _all(Need).filter(asker=person).order_by("pk"):
        empty(need)


def empty(need: Need) -> None:
    """Take every word out of a need that is closed; retention calls this too."""
    background.forget(need)
    _all(NeedConcept).filter(about=need).delete()
    _all(BreakGlass).filter(need=need).update(words="")
    _all(Match).filter(need=need).delete()
    _all(Share).filter(need=need).update(purpose="", extra="", words="")
    _all(CallTask).filter(need=need).update(note="")
    Draft.objects.filter(what="need", became=need.pk).delete()
    number = "".join(secrets.choice(ALPHABET) for _letter in range(NUMBER_LENGTH))  # the old one stands on paper
    _all(Need).filter(pk=need.pk).update(number=number, **EMPTY)


def _stop(person: User, *, by: Any) -> None:
    """Need first, then its proposals, then offers by id: the lock order of every verb."""
    for need in _all(Need).under_way().filter(asker=person).order_by("pk"):
        for share in need.shares.filter(withdrawn_at=None).order_by("pk"):
            share.withdraw(by=person)
        for proposal in need.proposals.live().order_by("offer_id"):
            tell_in_person(proposal.helper, proposal)
        need.refresh_from_db()
        if need.status in lifecycle.UNDER_WAY:
            Outcome.objects.close(need, Outcome.Kind.WITHDRAWN, by=person, who=lifecycle.Who.ASKER)
    for proposal in _all(Proposal).live().filter(helper=person).order_by("need_id", "offer_id"):
        tell_in_person(proposal.need.asker, proposal)
        proposal.end(Proposal.Status.WITHDRAWN, by=person)
    asked = _all(FollowUp).waiting()
    mine = asked.filter(proposal__need__asker=person) | asked.filter(proposal__helper=person)
    _all(FollowUp).filter(pk__in=mine.values("pk")).update(stopped_at=timezone.now())


def _calls(person: User) -> None:
    _all(Contact).filter(person=person).delete()
    _all(CallTask).filter(person=person).delete()
    _all(CallTask).filter(need__asker=person).exclude(note="").update(note="")


def _named_by_others(person: User) -> None:
    """Somebody asked on their behalf, and wrote their name and number down."""
    if person.phone:
        _all(Need).filter(other_phone=person.phone).update(other_name="", other_phone="", relation="")


def _drafts(person: User) -> None:
    """What they were typing in a browser where they are logged in, and what was sent as a need or an offer."""
    keys = [
        value
        for session in of_person(person, Session.objects.iterator())
        for name, value in session.get_decoded().items()
        if name.startswith("draft_")
    ]
    Draft.objects.filter(key__in=keys).delete()
    Draft.objects.filter(what="offer", became__in=person.offers.values("pk")).delete()
    reached = [value for value in (person.phone, person.email, person.typed_email) if value]
    for draft in Draft.objects.iterator():
        typed = re.sub(r"(?<=\d)[- ](?=\d)", "", str(draft.answers)).lower()  # a number is kept as it was typed
        if any(value in typed for value in reached):
            draft.delete()


def _all(model: Any) -> Any:
    return model.objects.within(EVERYWHERE, reason=REASON)
