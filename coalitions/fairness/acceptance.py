"""Does the search work? The share of proposals that both sides accepted, by who found it and by subject.

Counted are proposals that ended with a word: accepted, declined or expired. Withdrawn ones say nothing: a sister was
faster. What was arranged outside was no proposal at all.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from coalitions.figures.withholding import LEAST
from needs.models import Match, Need, Proposal
from wijk.places.models import Neighbourhood
from wijk.themes import current
from wijk.themes.analysis import Features
from wijk.themes.kinds import Kind

REASON = "does the search work"
BACK = timedelta(days=365)
ACCEPTED = ("agreed", "done", "failed")  # failed came after two times yes
ENDED = (*ACCEPTED, "declined", "expired")
FREQUENT = 3  # needs in which a word stands before somebody looks whether it misses in the thesaurus
AT_MOST = 20


@dataclass(frozen=True)
class Share:
    """`percentage` is None as long as there are too few to say anything."""

    label: str
    made: int
    accepted: int

    @property
    def percentage(self) -> int | None:
        return round(100 * self.accepted / self.made) if self.made >= LEAST else None


@dataclass(frozen=True)
class Row:
    """One kind or theme: the share of each way of finding, in the order of `ways`, and of all together."""

    label: str
    cells: tuple[Share, ...]

    @property
    def says_something(self) -> bool:
        return self.cells[-1].percentage is not None


@dataclass(frozen=True)
class Table:
    """Rows with enough proposals to say something, the ways that found any of them, and how many rows are left out."""

    columns: list[str]
    rows: list[Row]
    small: int

    @classmethod
    def of(cls, rows: list[Row]) -> "Table":
        kept = [row for row in rows if row.says_something]
        labels = [_("1e plaats"), _("2e of 3e"), _("Lager"), _("Zelf gekozen"), _("Met anderen"), _("Alles samen")]
        used = [place for place in range(len(labels)) if any(row.cells[place].made for row in kept)]
        rows_shown = [Row(row.label, tuple(row.cells[place] for place in used)) for row in kept]
        return cls([labels[place] for place in used], rows_shown, len(rows) - len(kept))


def ways() -> list[str]:
    """The engine's first, second or third, later ones, what the coordinator knew herself, what came of a bundle."""
    labels = [_("Gevonden, eerste plaats"), _("Gevonden, tweede of derde plaats"), _("Gevonden, verder naar onder")]
    return [*labels, _("Zelf gekozen door de buurtverbinder"), _("Samen met andere vragers")]


def by_source(wijk: Neighbourhood) -> list[Share]:
    labels = ways()
    rows = _ended(wijk).values_list("source", "rank", "status")
    return _shares(labels, [(labels[_place(source, rank)], status) for source, rank, status in rows])


def _place(source: str, rank: int | None) -> int:
    if source == Proposal.Source.BUNDLE:
        return 4
    if source == Proposal.Source.HAND or rank is None:
        return 3
    return 0 if rank == 1 else 1 if rank <= 3 else 2


def by_kind(wijk: Neighbourhood) -> list[Row]:
    rows = _ended(wijk).values_list("need__kind", "source", "rank", "status")
    return _table([str(kind.label) for kind in Kind], [(str(Kind(kind).label), *rest) for kind, *rest in rows])


def by_theme(wijk: Neighbourhood) -> list[Row]:
    found = _ended(wijk).values_list("need__theme__label", "source", "rank", "status")
    rows = [(label or _("Zonder thema"), *rest) for label, *rest in found]
    return _table(sorted({row[0] for row in rows}), rows)


def _table(labels: list[str], rows: list[Any]) -> list[Row]:
    """`rows` are (label, source, rank, status)."""
    found = []
    for label in labels:
        here = [(_place(source, rank), status) for what, source, rank, status in rows if what == label]
        cells = [
            _share(way, [status for place, status in here if place == number]) for number, way in enumerate(ways())
        ]
        if here:
            found.append(Row(label, (*cells, _share(_("Alles samen"), [status for _place, status in here]))))
    return found


def doubted(wijk: Neighbourhood) -> list[tuple[str, int]]:
    """Concepts of matches that the coordinator set aside: is a word in the thesaurus too wide?"""
    aside = Match.objects.within(wijk, reason=REASON).filter(set_aside_at__gte=timezone.now() - BACK)
    counts = Counter(code for parts in aside.values_list("parts", flat=True) for code in parts.get("shared", ()))
    concepts = current.of(wijk).concepts
    return [(concepts[code].label, n) for code, n in counts.most_common(AT_MOST) if code in concepts]


def unknown_words(wijk: Neighbourhood) -> list[tuple[str, int]]:
    """Word stems of many needs that point at no concept: the work list of the thesaurus."""
    rows = Need.objects.within(wijk, reason=REASON).filter(registered_at__gte=timezone.now() - BACK, private=False)
    counts: Counter[str] = Counter()
    for stored in rows.values_list("features", flat=True):
        counts.update(Features.from_json(stored).words.keys())
    known = current.of(wijk).stems.keys()
    return [(word, n) for word, n in counts.most_common() if n >= max(FREQUENT, LEAST) and word not in known][:AT_MOST]


def _ended(wijk: Neighbourhood) -> Any:
    rows = Proposal.objects.within(wijk, reason=REASON).filter(status__in=ENDED, made_at__gte=timezone.now() - BACK)
    return rows.exclude(source=Proposal.Source.OUTSIDE)


def _shares(labels: list[str], rows: list[tuple[str, str]]) -> list[Share]:
    found = [_share(label, [status for what, status in rows if what == label]) for label in labels]
    return [share for share in found if share.made]


def _share(label: str, statuses: list[str]) -> Share:
    return Share(label, len(statuses), sum(status in ACCEPTED for status in statuses))
