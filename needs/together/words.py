"""A bundle in plain words for the coordinator: why these belong together, when and where."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from needs.models import Bundle, BundledNeed
from wijk.places.dayparts import in_words
from wijk.themes.thesaurus import Thesaurus


@dataclass(frozen=True)
class Card:
    """`rows` stand in the order of their needs; counts are of people, not of needs."""

    bundle: Bundle
    label: str
    why: list[str]
    when: str
    buurten: str
    rows: list[BundledNeed]
    people: int
    yes: int
    no: int
    waiting: int


def label(bundle: Bundle) -> str:
    """The code when the concept was taken out of the thesaurus since."""
    concept = Thesaurus.from_toml().concepts.get(bundle.concept)
    return _(concept.label) if concept is not None else bundle.concept


def card(bundle: Bundle) -> Card:
    """Reads `bundle.bundled` with its needs, askers and buurten, so let the caller fetch them at once."""
    rows = [row for row in bundle.bundled.all() if row.ended_at is None or not bundle.is_open]
    rows.sort(key=lambda row: row.need_id)
    buurten = sorted({row.need.buurt.name for row in rows if row.need.buurt is not None})
    when = ", ".join(in_words(bundle.day_parts))
    people = {row.need.asker_id for row in rows}
    return Card(
        bundle=bundle,
        label=label(bundle),
        why=_why(bundle, len(people), buurten, when),
        when=when,
        buurten=", ".join(buurten),
        rows=rows,
        people=len(people),
        yes=sum(row.yes is True for row in rows),
        no=sum(row.yes is False for row in rows),
        waiting=sum(row.yes is None and row.asked_at is not None for row in rows),
    )


def _why(bundle: Bundle, people: int, buurten: list[str], when: str) -> list[str]:
    said: list[Any] = [
        ngettext("%(n)d buur vraagt iets over: %(label)s", "%(n)d buren vragen iets over: %(label)s", people)
        % {"n": people, "label": label(bundle)}
    ]
    if len(buurten) == 1:
        said.append(_("Zij wonen in dezelfde buurt: %(buurt)s") % {"buurt": buurten[0]})
    elif buurten:
        said.append(_("Zij wonen in buurten naast elkaar: %(buurten)s") % {"buurten": ", ".join(buurten)})
    said.append(_("Zij kunnen allemaal: %(when)s") % {"when": when})
    return said
