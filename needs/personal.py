"""What is somebody's own on this floor: what they asked, answered and agreed to. `erasing.py` takes it away."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import User
from members.rights import Data
from needs import looking
from needs.background import open_background
from needs.erasing import erase
from needs.models import (
    Answer,
    BundledNeed,
    CallTask,
    Contact,
    FollowUp,
    Need,
    NeedConcept,
    Outcome,
    Proposal,
    Share,
    Why,
)
from wijk.places.scopes import EVERYWHERE

__all__ = ["DATA", "erase", "mine"]
REASON = "the rights of one person"
WHEN, STATE, ANSWER = _("Wanneer"), _("Stand"), _("Antwoord")
DATA = {
    "needs.Need": Data(
        heading=_("Wat u vroeg"),
        own={
            "number": _("Nummer"),
            "title": _("Titel"),
            "text": _("Uw woorden"),
            "kind": _("Soort"),
            "theme": _("Onderwerp"),
            "features": _("Wat het platform eruit las"),
            "haste": WHEN,
            "on_day": _("Dag"),
            "day_parts": _("Dagdelen (0 is maandagochtend)"),
            "buurt": _("Buurt"),
            "channel": _("Via"),
            "for_other": _("Voor iemand anders"),
            "private": _("Alleen de buurtverbinder"),
            "on_board": _("Mag op het prikbord"),
            "road": _("Voor wie"),
            "status": STATE,
            "registered_at": _("Opgeschreven op"),
            "expires_on": _("Loopt af op"),
        },
        others="entered_by referrer assignee relation other_name other_phone other_knows other_answers",
        plain="id neighbourhood asker theme_checked organisation_kind reopened status_since warned_on",
    ),
    "needs.Share": Data(
        heading=_("Wie mag meekijken"),
        own={
            "organisation": _("Organisatie"),
            "purpose": _("Waarvoor"),
            "extra": _("Wat u erbij liet zetten"),
            "asked_at": _("Gevraagd op"),
            "given_at": _("U zei ja op"),
            "given_how": _("Hoe"),
            "refused_at": _("U zei nee op"),
            "withdrawn_at": _("Gestopt op"),
            "until": _("Tot en met"),
            "reply": ANSWER,
            "words": _("Wat de organisatie zei"),
        },
        others="given_by replied_by",
        plain="id need made_at reached_at answer_by replied_at",
    ),
    "needs.Proposal": Data(
        heading=_("Voorstellen aan u"),
        own={"made_at": WHEN, "status": STATE, "ended_at": _("Klaar op")},
        others="helper by",
        plain="id need offer organisation match source rank expires_on",
    ),
    "needs.Answer": Data(
        heading=_("Uw antwoorden"),
        own={"at": WHEN, "yes": _("Ja"), "how": _("Hoe"), "reason": _("Reden")},
        others="by",
        plain="id proposal side",
    ),
    "needs.FollowUp": Data(
        heading=_("Hoe het ging"),
        own={"asked_at": _("Gevraagd op"), "answer": ANSWER, "answered_at": WHEN, "how": _("Hoe")},
        others="answered_by",
        plain="id proposal side due_on call_on stopped_at",
    ),
    "needs.CallTask": Data(
        heading=_("Bellen"),
        own={"reason": _("Waarom"), "due_on": WHEN, "at": _("Hoe laat"), "note": _("Notitie")},
        others="done_by",
        plain="id neighbourhood person organisation need proposal made_at done_at",
    ),
    "needs.Contact": Data(
        heading=_("Contact met u"),
        own={"at": WHEN, "how": _("Hoe")},
        others="by",
        plain="id neighbourhood need person",
    ),
    "needs.Outcome": Data(
        heading=_("Hoe uw vragen afliepen"),
        own={"at": WHEN, "kind": _("Hoe")},
        others="by",
        plain="id need proposal",
    ),
    "needs.NeedConcept": Data(
        heading=_("Waar uw vragen over gaan"),
        own={"code": _("Onderwerp"), "at": WHEN},
        others="by",
        plain="id about",
    ),
    "needs.BundledNeed": Data(
        heading=_("Of uw vraag samen met andere mag"),
        own={"asked_at": _("Gevraagd op"), "yes": _("Ja"), "how": _("Hoe"), "answered_at": WHEN},
        others="by",
        plain="id bundle need ended_at proposal",
    ),
    "needs.Bundle": Data(
        others="by",
        plain="id neighbourhood concept buurt day_parts worth status status_since found_at expires_on offer",
    ),
    "needs.NeedPrivate": Data(others="body", plain="need"),  # sealed; `more` opens it for whose it is
    "needs.BreakGlass": Data(others="by words", plain="id need why background at until"),  # `more`: among the looks
    # Somebody does not hear whom they are kept apart from: that would tell about the other.
    "needs.Apart": Data(others="first second by", plain="id neighbourhood at"),
    "needs.Draft": Data(others="answers", plain="id key neighbourhood what became touched_at"),
    "needs.Match": Data(plain="id need offer score rank chosen parts found_at set_aside_at"),
    "needs.MatchRun": Data(
        plain="id neighbourhood placed at input_hash again needs offers pairs chosen primal dual proven solver"
        " milliseconds analysis_version"
    ),
    "needs.Rematch": Data(plain="id neighbourhood due_at"),
}


def mine(person: User) -> dict[str, Any]:
    """An answer and a follow-up are of the side that gave it; whoever stands on the other side is never named."""
    answers = Answer.objects.filter(side="asker", proposal__need__asker=person)
    answers |= Answer.objects.filter(side="helper", proposal__helper=person)
    asked = _all(FollowUp).exclude(asked_at=None)
    asked = asked.filter(side="asker", proposal__need__asker=person) | asked.filter(
        side="helper", proposal__helper=person
    )
    proposed = _all(Proposal).filter(need__asker=person) | _all(Proposal).filter(helper=person)
    return {
        "needs.Need": _all(Need).filter(asker=person).select_related("theme", "buurt").order_by("pk"),
        "needs.Share": _all(Share).filter(need__asker=person).select_related("organisation").order_by("pk"),
        "needs.Proposal": proposed.order_by("pk"),
        "needs.Answer": answers.order_by("pk"),
        "needs.FollowUp": asked.order_by("pk"),
        "needs.CallTask": _all(CallTask).filter(person=person).order_by("pk"),
        "needs.Contact": _all(Contact).filter(person=person).order_by("pk"),
        "needs.NeedConcept": _all(NeedConcept).filter(about__asker=person).order_by("pk"),
        "needs.BundledNeed": _all(BundledNeed).filter(need__asker=person).exclude(asked_at=None).order_by("pk"),
        "needs.Outcome": _all(Outcome).filter(need__asker=person).order_by("pk"),
    }


def more(person: User, *, by: User | None) -> list[dict[str, Any]]:
    return [*_looks(person), *(_backgrounds(person, by) if by is not None else [])]


def _backgrounds(person: User, by: User) -> list[dict[str, Any]]:
    """What they wrote under seal. Who prints it for them looks at it with that reason, and they read so."""
    rows = []
    for need in _all(Need).filter(asker=person).order_by("pk"):
        try:
            text = open_background(need, by=by, reason=Why.OTHER, words=str(_("Op papier voor uzelf")))
        except PermissionDenied:  # a need in another wijk, where who prints it does not coordinate
            continue
        if text:
            told = [("number", _("Nummer"), str(need)), ("body", _("Uw woorden"), text)]
            rows.append([{"field": f, "label": str(label), "value": value, "words": value} for f, label, value in told])
    return [{"model": "needs.NeedPrivate", "heading": str(_("Achtergrond, op slot")), "rows": rows}] if rows else []


def _looks(person: User) -> list[dict[str, Any]]:
    """Who looked at their needs: in which role, and when. Never the name of whoever looked."""
    rows = []
    for line in looking.lines(looking.of(person)):
        seen = f"{timezone.localtime(line.at):%d-%m-%Y}"
        told = [("role", _("Wie"), line.role), ("at", WHEN, seen), ("saw", _("Wat"), line.saw)]
        rows.append([{"field": f, "label": str(label), "value": value, "words": value} for f, label, value in told])
    return [{"model": "journal.Look", "heading": str(_("Wie keek er mee")), "rows": rows}] if rows else []


def _all(model: Any) -> Any:
    return model.objects.within(EVERYWHERE, reason=REASON)
