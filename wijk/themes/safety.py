"""Before the ladder: danger, and what only a professional should do. Pure.

Phrases find words, never a diagnosis. For danger they would rather warn once too often: whoever asks can go on, and
the coordinator can always overrule. The phrases and their reasons stand in `data/safety/`, for everybody to read.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from wijk.themes.phrases import END, Phrase, Places, spread
from wijk.themes.vocabulary import Vocabulary
from wijk.themes.words import fold

FOLDER = Path(__file__).parent / "data" / "safety"
LONGEST = 20_000  # letters that are read: more than any form takes
NEAR = 14  # places before and after a sign in which something may take it back
BREAK = 10  # places that are left open between two sentences
SIGNS = {**dict.fromkeys(".!?;:", BREAK), **dict.fromkeys(",()", 1)}
QUOTED = 7  # words before and after the sign that the coordinator sees
DENIAL = "<no>"
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
    quote: str = field(default="", compare=False)  # the words that say so, folded: for whoever may read the text anyway


@dataclass(frozen=True)
class Sign:
    answer: Triage
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]

    def stands_in(self, places: Places, phrases: Iterable[Phrase]) -> int:
        """Bits of the places where one of these phrases stands and nothing near takes it back."""
        found = 0
        for phrase in phrases:
            if stands := phrase.stands(places):
                found |= stands & ~phrase.denied(places, DENIAL)
        if found:
            for phrase in self.unless:
                if stands := phrase.stands(places):
                    found &= ~spread(stands, NEAR)
        return found


@dataclass(frozen=True)
class Rules:
    signs: tuple[Sign, ...]  # in the order in which they are looked for: dangers first
    vocabulary: Vocabulary
    filler: frozenset[str]
    spoken: dict[str, str]  # as it is said or typed in haste → as the phrases have it
    index: dict[str, list[tuple[int, Phrase]]]  # element → number of the sign, and a phrase that cannot do without it

    def likely(self, places: Places) -> dict[int, set[Phrase]]:
        """Number of a sign → its phrases that may stand in the text: few, so that a long text takes milliseconds."""
        found: dict[int, set[Phrase]] = defaultdict(set)
        for element in places:
            for number, phrase in self.index.get(element, ()):
                found[number].add(phrase)
        return found


def triage(title: str, text: str) -> Triage:
    """Read before anything else happens with the words. Never raises. Danger wins."""
    known = rules()
    words = spaced(f"{title} . {text}", known)
    places = _places(words, known.vocabulary)
    likely = known.likely(places)
    for number in sorted(likely):
        sign = known.signs[number]
        if found := sign.stands_in(places, likely[number]):
            return Triage(sign.answer.verdict, sign.answer.why, sign.answer.organisation_kind, _quote(words, found))
    return Triage(Verdict.NEIGHBOURS)


def spaced(text: str, known: Rules) -> dict[int, str]:
    """Place → word, lower case and without fillers. The end of a sentence leaves places open; a comma takes one."""
    words: dict[int, str] = {}
    place = 0
    folded = re.sub(r"['’‘`´]|\.{2,}", lambda sign: " " if sign[0][0] == "." else "", fold(text, LONGEST))
    for found in re.finditer(r"[^\W_]+|[.,!?;:()]", folded):
        word = known.spoken.get(found[0], found[0])
        if word in known.filler:
            continue
        if word in SIGNS and words.get(place - 1) == END:
            continue
        words[place] = END if word in SIGNS else word
        place += SIGNS.get(word, 1)
    words[place] = END
    return words


def _places(words: dict[int, str], vocabulary: Vocabulary) -> Places:
    """Each word once, with all its places: a text repeats most of its words."""
    standing: dict[str, int] = {}
    for place, word in words.items():
        standing[word] = standing.get(word, 0) | 1 << place
    places: Places = {END: standing.pop(END)}
    for word, bits in standing.items():
        for element in vocabulary.elements(word):
            places[element] = places.get(element, 0) | bits
    return places


def _quote(words: dict[int, str], found: int) -> str:
    end = found.bit_length() - 1
    return " ".join(words[place] for place in range(end - QUOTED, end + QUOTED) if words.get(place, END) != END)


@cache
def rules() -> Rules:
    """All rules, read once. KeyError: a row names a list that is not there."""
    words, danger, tasks = (_file(name) for name in ("words", "danger", "organisation"))
    signs = tuple(
        [_sign(row, danger, Triage(Verdict.DANGER, row["why"])) for row in danger["row"]]
        + [_sign(row, tasks, Triage(Verdict.ORGANISATION, row["why"], row["kind"])) for row in tasks["row"]]
    )
    elements = {element for sign in signs for phrase in sign.phrases + sign.unless for element in phrase.elements}
    lists = {name: text.split() for name, text in words["lists"].items()}
    spoken = {said: meant for meant, line in words["spoken"].items() for said in line.split()}
    index: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    for number, sign in enumerate(signs):
        for phrase in sign.phrases:
            for row in phrase.rarest:
                index[row[0]].append((number, phrase))
    return Rules(signs, Vocabulary(elements | {DENIAL}, lists), frozenset(words["filler"].split()), spoken, dict(index))


def _sign(row: dict[str, Any], file: dict[str, Any], answer: Triage) -> Sign:
    """A row takes back with its own words and with those that hold for all rows of the same reason."""
    back = [*row.get("unless", ()), *file["unless"].get(row["why"], ())]
    return Sign(answer, tuple(map(Phrase, row["words"])), tuple(map(Phrase, back)))


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
