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


def by_source(wijk: Neighbourhood) -> list[Share]:
    """The engine's first, second or third, later ones, what the coordinator knew herself, what came of a bundle."""
    labels = [_("Gevonden, eerste plaats"), _("Gevonden, tweede of derde plaats"), _("Gevonden, verder naar onder")]
    labels += [_("Zelf gekozen door de buurtverbinder"), _("Samen met andere vragers")]
    rows = _ended(wijk).values_list("source", "rank", "status")
    return _shares(labels, [(labels[_place(source, rank)], status) for source, rank, status in rows])


def _place(source: str, rank: int | None) -> int:
    if source == Proposal.Source.BUNDLE:
        return 4
    if source == Proposal.Source.HAND or rank is None:
        return 3
    return 0 if rank == 1 else 1 if rank <= 3 else 2


def by_kind(wijk: Neighbourhood) -> list[Share]:
    labels = [str(kind.label) for kind in Kind]
    rows = _ended(wijk).values_list("need__kind", "status")
    return _shares(labels, [(str(Kind(kind).label), status) for kind, status in rows])


def by_theme(wijk: Neighbourhood) -> list[Share]:
    rows = [
        (label or _("Zonder thema"), status)
        for label, status in _ended(wijk).values_list("need__theme__label", "status")
    ]
    return _shares(sorted({label for label, _status in rows}), rows)


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
    made = Counter(label for label, _status in rows)
    accepted = Counter(label for label, status in rows if status in ACCEPTED)
    return [Share(label, made[label], accepted[label]) for label in labels if made[label]]
