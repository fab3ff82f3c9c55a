"""Why this match: reasons as codes, from the stored parts of a score. Nothing is claimed that was not measured.

A helper reads only what their own offer says: a concept that only the need has may tell about somebody's health.
`needs/reasons.py` puts the codes into words.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from needs.matching.profile import ADJOINING_BUURT, SAME_BUURT, SAME_WIJK

FEWEST, MOST = 2, 4


class Audience(enum.StrEnum):
    ASKER = "asker"
    HELPER = "helper"
    COORDINATOR = "coordinator"


class Code(enum.StrEnum):
    ABOUT = "about"  # concept: both are about it
    LOOKS_LIKE = "looks_like"  # concept, other: the offer's, and for the coordinator the need's
    WORDS = "words"  # both use the same uncommon words
    TIME = "time"  # day_parts: when both can
    BUURT = "buurt"
    ADJOINING = "adjoining"
    FAR = "far"  # speaks against; for the coordinator
    KIND = "kind"
    THEME = "theme"


@dataclass(frozen=True)
class Reason:
    code: Code
    concept: str = ""
    other: str = ""
    day_parts: tuple[int, ...] = ()

    @property
    def speaks_against(self) -> bool:
        return self.code == Code.FAR


def reasons(parts: Mapping[str, Any], audience: Audience) -> list[Reason]:
    """Strongest first, at most four; `parts` is `Score.as_json()`. Fewer than two when no more was measured."""
    found = [*_about(parts, audience), *_when(parts), *_where(parts, audience)]
    facts = parts.get("facts") or ()
    found += [Reason(code) for code in (Code.KIND, Code.THEME) if code in facts]
    if len(found) < FEWEST:  # another concept that both are about, when nothing else was measured
        found += [reason for code in parts.get("shared") or () if (reason := Reason(Code.ABOUT, code)) not in found]
        found = found[:FEWEST]
    return found[:MOST]


def _about(parts: Mapping[str, Any], audience: Audience) -> list[Reason]:
    shared, related = parts.get("shared") or (), parts.get("related") or ()
    if shared:
        return [Reason(Code.ABOUT, concept=code) for code in shared[: 2 if audience == Audience.COORDINATOR else 1]]
    if related:
        mine, theirs = related[0]
        return [Reason(Code.LOOKS_LIKE, concept=theirs, other=mine if audience == Audience.COORDINATOR else "")]
    return [Reason(Code.WORDS)] if "words" in (parts.get("facts") or ()) else []


def _when(parts: Mapping[str, Any]) -> list[Reason]:
    both = tuple(parts.get("day_parts") or ())
    return [Reason(Code.TIME, day_parts=both)] if both else []


def _where(parts: Mapping[str, Any], audience: Audience) -> list[Reason]:
    code = {SAME_BUURT: Code.BUURT, ADJOINING_BUURT: Code.ADJOINING, SAME_WIJK: Code.FAR}.get(parts.get("steps", -1))
    if code is None or (code == Code.FAR and audience != Audience.COORDINATOR):
        return []
    return [Reason(code)]
