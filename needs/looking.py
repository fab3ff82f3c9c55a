"""Wie keek mee?: the looks at somebody's needs, in plain Dutch: who, for which organisation, when, what and why.

Who opened the signed link in a mail nobody knows: there the organisation stands alone. The same person who looks at the
same thing on one day is one line, with the last moment. A helper has no name here before both said yes; what a resident
may know of a neighbour does not grow by being looked at.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Merge, Organisation, User
from needs import looks
from needs.models import BreakGlass, Need, Proposal, Why
from wijk.journal.models import Look
from wijk.places.scopes import EVERYWHERE

REASON = "the resident sees who looked"
SAME = ("actor", "organisation", "role", "object", "object_id", "action", "ground", "purpose", "words", "day")
ON_A_NEED = 5
KNOWN = ("agreed", "done")  # proposals after which both sides have each other's name


@dataclass(frozen=True)
class Line:
    who: str
    role: str
    at: datetime
    times: int
    saw: str
    why: str

    @property
    def month(self) -> str:
        return date_format(timezone.localtime(self.at), "F Y").capitalize()


def of(person: User, need: Need | None = None) -> Any:
    """The looks at what is `person`'s, or at one need of theirs, newest first: grouped rows for a paginator."""
    mine = [person.pk, *Merge.objects.filter(into=person).values_list("gone", flat=True)]
    rows = Look.objects.within(EVERYWHERE, reason=REASON).exclude(actor__in=mine)
    if need is not None:
        rows = rows.at(need)
    else:
        needs = list(Need.objects.visible_to(person).filter(asker=person).values_list("pk", flat=True))
        in_list = Q(object="needs.need", ids__overlap=needs) | Q(object="members.user", ids__overlap=mine)
        rows = rows.filter(Q(subject__in=mine) | in_list)
    grouped = rows.exclude(subject=None, object_id__isnull=False).annotate(day=TruncDate("at")).values(*SAME)
    return grouped.annotate(last=Max("at"), times=Count("pk")).order_by("-last")


def newest(person: User, need: Need) -> list[Line]:
    """The last few at one need, for the page of that need."""
    return lines(of(person, need)[:ON_A_NEED])


def lines(rows: Any) -> list[Line]:
    """What a page of `of()` says; a fixed number of queries."""
    found = list(rows)
    names = _Names(found)
    return [
        Line(names.who(row), names.role(row), row["last"], row["times"], names.saw(row), names.why(row))
        for row in found
    ]


class _Names:
    """The words for numbers: people, organisations, needs, proposals and break-glasses of these rows."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.people = User.objects.in_bulk({row["actor"] for row in rows} - {None})
        self.organisations = Organisation.objects.in_bulk({row["organisation"] for row in rows} - {None})
        numbers = {row["object_id"] for row in rows if row["object"] == "needs.need"} - {None}
        self.needs = Need.objects.within(EVERYWHERE, reason=REASON).in_bulk(numbers)
        known = Proposal.objects.within(EVERYWHERE, reason=REASON).filter(pk__in=_after("proposal:", rows))
        self.known = set(known.filter(status__in=KNOWN).values_list("pk", flat=True))
        self.glasses = BreakGlass.objects.within(EVERYWHERE, reason=REASON).in_bulk(_after("break-glass:", rows))

    def who(self, row: dict[str, Any]) -> str:
        if row["role"] == looks.LINK:
            return _("%(name)s, via de link in de mail") % {"name": self.role(row)}
        person = self.people.get(row["actor"])
        if person is None:
            return _("Iemand die hier niet meer is")
        role = self.role(row)
        if row["role"] == looks.HELPER and row["organisation"] is None:
            return f"{person.name}, {role}" if _number(row["ground"]) in self.known else _("Een buur")
        return f"{person.name}, {role}" if role else person.name

    def role(self, row: dict[str, Any]) -> str:
        """In which role, or for which organisation; never a name of a person."""
        organisation = self.organisations.get(row["organisation"])
        roles = {
            looks.COORDINATOR: _("buurtverbinder"),
            looks.BOARD: _("bestuur"),
            looks.TECHNICAL: _("technisch beheer"),
            looks.HELPER: _("een buur"),
            looks.AGENT: _("mag u helpen"),
        }
        return str(organisation) if organisation is not None else roles.get(row["role"], "")

    def saw(self, row: dict[str, Any]) -> str:
        if row["action"] == Look.LIST and row["role"] == looks.WORKER:
            return _("Zag de titel van uw vraag, in een lijst.")
        if row["action"] == Look.LIST and row["object"] == "needs.need":
            return _("Zag uw naam en uw vraag, in een lijst.")
        if row["object"] == "members.user":
            return _("Zag uw naam.") if row["role"] == looks.BOARD else _("Zag uw naam en nummer.")
        need = {"number": self.needs.get(row["object_id"], "")}
        return {
            "list": _("Zag de titel van vraag %(number)s.") % need,
            "request": _("Zag vraag %(number)s. Niet uw naam en nummer.") % need,
            "contact": _("Zag vraag %(number)s, uw naam en uw nummer.") % need,
            "full": _("Zag uw naam, uw nummer en vraag %(number)s.") % need,
            "background": _("Zag de achtergrond bij vraag %(number)s.") % need,
        }.get(row["action"], "")

    def why(self, row: dict[str, Any]) -> str:
        ground = row["ground"].partition(":")[0]
        if ground == "break-glass":
            glass = self.glasses.get(_number(row["ground"]))
            why = f"{glass.get_why_display()}. {row['words']}" if glass else row["words"]
            return _("Noodtoegang. %(why)s") % {"why": why}
        if row["purpose"]:
            said = f"{Why(row['purpose']).label}. {row['words']}".strip()
            return _("Zei waarom: %(said)s") % {"said": said}
        return {
            "coordination": _("Werkt voor uw wijk."),
            "board": _("Zit in het bestuur van uw wijk."),
            "share": _("U vond meekijken goed."),
            "link": _("U vond meekijken goed."),
            "mandate": _("U zei dat deze persoon mag helpen."),
            "proposal": _("Wij vroegen of deze buur kan helpen."),
        }.get(ground, "")


def _number(ground: str) -> int:
    return int(ground.partition(":")[2] or 0)


def _after(kind: str, rows: list[dict[str, Any]]) -> set[int]:
    return {_number(row["ground"]) for row in rows if row["ground"].startswith(kind)}
