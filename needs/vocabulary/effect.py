"""What other words would do to open needs, counted. Pure: two readings of the same needs, and no word of anybody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from needs.matching.profile import Profile
from wijk.themes.thesaurus import Thesaurus

STRONGEST = 3  # concepts of a need that count; fainter ones hardly move the search


@dataclass
class Effect:
    needs: int = 0  # open needs that were looked at
    changed: int = 0  # of these, that are read otherwise
    gained: Counter[str] = field(default_factory=Counter)  # concept code → needs that get it
    lost: Counter[str] = field(default_factory=Counter)
    better: int = 0  # needs that get a good proposal and had none
    worse: int = 0  # needs that lose their good proposal
    other: int = 0  # needs with another best proposal
    left_out: int = 0  # wijken that were not looked at: there are too many for a page

    def __add__(self, more: "Effect") -> "Effect":
        return Effect(
            self.needs + more.needs,
            self.changed + more.changed,
            self.gained + more.gained,
            self.lost + more.lost,
            self.better + more.better,
            self.worse + more.worse,
            self.other + more.other,
            self.left_out + more.left_out,
        )


@dataclass(frozen=True)
class Reading:
    """One way of reading: need id → profile, and need id → its best offer when that is good enough to propose."""

    words: Thesaurus
    needs: Mapping[int, Profile]
    best: Mapping[int, int | None]


def compare(before: Reading, after: Reading) -> Effect:
    found = Effect(needs=len(before.needs))
    for pk, need in before.needs.items():
        old, new = _strongest(need, before.words), _strongest(after.needs[pk], after.words)
        found.changed += old != new
        found.gained.update(new - old)
        found.lost.update(old - new)
        was, will = before.best.get(pk), after.best.get(pk)
        found.better += was is None and will is not None
        found.worse += was is not None and will is None
        found.other += was is not None and will is not None and was != will
    return found


def _strongest(need: Profile, words: Thesaurus) -> set[str]:
    """By weight only: what stands beside a concept is no part of what the need says."""
    weights = need.features.concepts
    return set(sorted(weights, key=lambda code: (-weights[code], code))[:STRONGEST])


def most(counts: Iterable[tuple[str, int]], words: Thesaurus, n: int) -> list[tuple[str, int]]:
    """(label, count), largest first."""
    rows = sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:n]
    return [(_(words.concepts[code].label) if code in words.concepts else code, count) for code, count in rows]
