"""Before the ladder: danger, and what only a professional should do. Pure.

Patterns find words, never a diagnosis. For danger they would rather warn once too often: whoever asks can go on, and
the coordinator can always overrule. The patterns and their reasons stand in `data/safety.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

from wijk.themes.words import fold

FILE = Path(__file__).parent / "data" / "safety.toml"
LONGEST = 20_000  # letters that are read: more than any form takes
NEAR = 60  # letters before and after a sign in which something may take it back
EMERGENCY = "112"
VEILIG_THUIS = "0800-2000"  # day and night, free of charge


class Verdict(Enum):
    DANGER = "danger"  # a card with numbers; never to matching
    ORGANISATION = "organisation"  # straight to an organisation
    NEIGHBOURS = "neighbours"


@dataclass(frozen=True)
class Triage:
    verdict: Verdict
    why: str = ""  # a code; `warnings.py` has the words
    organisation_kind: str = ""  # for Verdict.ORGANISATION


@dataclass(frozen=True)
class Sign:
    answer: Triage
    words: re.Pattern[str]
    unless: re.Pattern[str] | None

    def stands_in(self, text: str) -> bool:
        """Whether it stands somewhere without anything near it that takes it back."""
        for found in self.words.finditer(text):
            around = text[max(0, found.start() - NEAR) : found.end() + NEAR]
            if self.unless is None or not self.unless.search(around):
                return True
        return False


def triage(title: str, text: str) -> Triage:
    """Read before anything else happens with the words. Never raises. Danger wins."""
    words = plain(f"{title} . {text}")
    return next((sign.answer for sign in signs() if sign.stands_in(words)), Triage(Verdict.NEIGHBOURS))


def plain(text: str) -> str:
    """Lower case, without accents and apostrophes, one space for whatever is no letter or digit."""
    folded = re.sub(r"['’‘`´]", "", fold(text, LONGEST))
    return re.sub(r"[\W_]+", " ", folded).strip()


@lru_cache(maxsize=1)
def signs() -> tuple[Sign, ...]:
    """All signs in the order in which they are looked for: dangers first."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    dangers = [(row, Triage(Verdict.DANGER, row["why"])) for row in data["danger"]]
    tasks = [(row, Triage(Verdict.ORGANISATION, row["why"], row["kind"])) for row in data["task"]]
    lists: dict[str, str] = data["lists"]
    return tuple(
        Sign(answer, _pattern(row["words"], lists), _pattern(row["unless"], lists) if "unless" in row else None)
        for row, answer in (*dangers, *tasks)
    )


def _pattern(words: list[str], lists: dict[str, str]) -> re.Pattern[str]:
    text = "|".join(words)
    while wanted := re.search(r"<(\w+)>", text):
        text = text.replace(wanted[0], lists[wanted[1]])
    return re.compile(rf"\b({text})\b")
