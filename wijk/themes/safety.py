"""Before the ladder: danger, and what only a professional should do. Pure.

Phrases find words, never a diagnosis. For danger they would rather warn once too often: whoever asks can go on, and
the coordinator can always overrule. The phrases and their reasons stand in `data/safety/`, for everybody to read.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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
APOSTROPHE = "['’‘`´]"  # noqa: RUF001 -- as they are typed
ODD = re.compile("[^A-Za-z0-9.,!?;:()]")  # what `fold` has to look at
WORD = re.compile(rf"[^\W_]+(?:{APOSTROPHE}[^\W_]+)*|\.{{2,}}|…|[.,!?;:()]")
Spans = dict[int, tuple[int, int]]  # place → where its word begins and ends in the text
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
    quote: str = field(default="", compare=False)  # the words that say so: for whoever may read the text anyway


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
    written = visible(f"{title} . {text}")
    words, spans = spaced(written, known)
    places = _places(words, known.vocabulary)
    likely = known.likely(places)
    for number in sorted(likely):
        sign = known.signs[number]
        if found := sign.stands_in(places, likely[number]):
            return replace(sign.answer, quote=_quote(written, words, spans, found))
    return Triage(Verdict.NEIGHBOURS)


def visible(text: str) -> str:
    """What a reader sees of it: at most `LONGEST` letters, without controls and zero-width signs."""
    composed = unicodedata.normalize("NFC", text[:LONGEST])
    return re.sub(r"[^ -~]", lambda sign: sign[0] if sign[0].isprintable() else " " * sign[0].isspace(), composed)


def spaced(text: str, known: Rules) -> tuple[dict[int, str], Spans]:
    """Place → word, lower case and without fillers, and where the word stands in the text.

    The end of a sentence leaves places open; a comma takes one."""
    words: dict[int, str] = {}
    spans: Spans = {}
    place = 0
    for found in WORD.finditer(text):
        plain = found[0].lower() if not ODD.search(found[0]) else fold(re.sub(APOSTROPHE, "", found[0]))
        word = known.spoken.get(plain, plain)
        if word in known.filler or word.startswith("..") or (word in SIGNS and words.get(place - 1) == END):
            continue
        words[place], spans[place] = END if word in SIGNS else word, found.span()
        place += SIGNS.get(word, 1)
    words[place] = END
    return words, spans


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


def _quote(text: str, words: dict[int, str], spans: Spans, found: int) -> str:
    """The words around the last place where the sign stands, as they were written, within its sentence."""
    middle = first = last = found.bit_length() - 1
    while first - 1 in spans and middle - first < QUOTED:
        first -= 1
    while last + 1 in spans and words[last + 1] != END and last - middle < QUOTED:
        last += 1
    if middle not in spans:  # the sign ends with the text
        return text[spans[first][0] :].strip() if first in spans else ""
    return text[spans[first][0] : spans[last][1]]


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
