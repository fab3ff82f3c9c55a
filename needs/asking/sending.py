"""From answers to a need: the same for a page on the site and for a voice on the telephone."""

from typing import Any

from django.db import transaction
from django.http import Http404

from members.floors import from_the_top
from members.models import Mandate, Organisation, User
from needs.asking.questions import UNKNOWN_BUURT
from needs.models import Draft, Need, Share
from wijk.places.channels import Channel
from wijk.places.dayparts import day_parts
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.request import Request
from wijk.themes.models import Theme

ASKS_FOR = "asks_for"  # in the session: the person for whom somebody with a mandate is asking


def organisations_to_tick(neighbourhood: Neighbourhood, theme: Theme | None) -> list[Organisation]:
    """Organisations with a fitting seat; the floor above says which."""
    found: list[Organisation] = []
    for floor in from_the_top("seats"):
        found += floor.organisations_for(neighbourhood, theme)
    return found


@transaction.atomic
def send(
    draft: Draft, answers: dict[str, Any], choices: dict[str, Any], *, by: User | None, asker: User | None
) -> Need:
    """Register the draft's need; a draft that was sent before gives back the need that it became."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    wijk = draft.neighbourhood
    if draft.became:
        return Need.objects.within(wijk, reason="sent twice, one need").get(pk=draft.became)
    need = register(wijk, answers, choices, by=by, asker=asker, how=Share.How.FORM)
    draft.became, draft.answers = need.pk, {}
    draft.save()
    return need


@transaction.atomic
def register(
    wijk: Neighbourhood,
    answers: dict[str, Any],
    choices: dict[str, Any],
    *,
    by: Any,
    how: str,
    asker: User | None = None,
    channel: str = Channel.WEB,
    **fields: Any,
) -> Need:
    """A need out of cleaned answers. Without `asker` a new person is made: a typed number proves nobody's identity."""
    buurt = Buurt.objects.filter(code=answers["buurt"]).first() if answers["buurt"] != UNKNOWN_BUURT else None
    if asker is None:
        asker = User.objects.enter(
            name=answers["name"],
            phone=answers["phone"],
            email=answers["email"],
            call_when=answers["call_when"],
            by=by,
        )
    asker.move_to(wijk, by=by, buurt=buurt)
    need = Need.objects.register(
        by=by or asker,
        neighbourhood=wijk,
        asker=asker,
        channel=channel,
        buurt=buurt,
        **_as_said(answers),
        private=choices.get("private", False),
        on_board=choices.get("on_board", False) and not choices.get("private", False),
        concepts=choices.get("concepts", ()),
        **fields,
    )
    if not need.private:
        for organisation in choices.get("organisations", []):
            Share.objects.tick(need, organisation, by=by or asker, how=how)
    return need


def _as_said(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers that are fields of a need; what is about another person only when there is one."""
    other = answers["for_other"] == "yes"
    return {
        **{name: answers[name] for name in ("kind", "title", "text", "haste", "on_day")},
        "day_parts": day_parts(answers["moments"]),
        "for_other": other,
        "relation": answers["relation"] if other else "",
        "other_knows": answers["other_knows"] == "yes" if other else None,
        "other_answers": other and answers["answers"] == "other",
        "other_phone": answers["other_phone"] if other else "",
    }


def asker_of(request: Request) -> User | None:
    return request.user if request.user.is_authenticated else None


def asked_for(request: Request) -> User | None:
    """For whom this visitor asks, when it is not for themselves. Raises Http404 when the mandate counts no more: a
    question of somebody else never becomes one's own by itself."""
    pk = request.session.get(ASKS_FOR)
    if pk is None or not request.user.is_authenticated:
        return None
    found = Mandate.objects.allowing(Mandate.Scope.ASK).filter(agent=request.user, neighbourhood=request.neighbourhood)
    mandate = found.filter(person=pk).select_related("person").first()
    if mandate is None:
        del request.session[ASKS_FOR]
        raise Http404
    person: User = mandate.person
    return person
