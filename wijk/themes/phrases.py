"""Phrases of everyday words, looked for in a text: who × does what × to whom, in the order that Dutch allows. Pure.

A phrase is written as a person would, in `data/safety/*.toml`:

    slaan             the word in any of its forms (slaat, sloeg, geslagen); another form stands for itself alone
    =leven            this form alone
    man|vrouw  <kin>  one of these words; one of the words of that list
    stalk*  *ketel    a word that begins, or ends, like this
    niet_meer|nooit   directly next to each other; with a space, one other word may stand between
    ...               up to six words between          .   here a sentence or a part of one ends
    a + b             both in one sentence, near each other, in any order
    a & b             both, not far apart, also in two sentences

Where a word stands is one bit of a whole number, so a phrase costs a few shifts however long or hostile the text is.
"""

from dataclasses import dataclass
from functools import cached_property

from wijk.themes.words import STOP

END = "."
BESIDE, NEXT, LOOSE = 1, 2, 7  # how many places further the next word may stand
TOGETHER = 9  # places between the parts of a + b: less than the break between two sentences
AROUND = 40  # places between the parts of a & b
Places = dict[str, int]  # element → bits of the places where it stands
Choice = tuple[tuple[str, ...], ...]  # rows of elements directly next to each other, of which one has to stand
Steps = tuple[tuple[Choice, int], ...]  # what has to stand, and how far from the step before


@dataclass(frozen=True, eq=False)
class Phrase:
    text: str

    @cached_property
    def parts(self) -> tuple[tuple[Steps, ...], int]:
        """The parts, and how near to each other they have to stand."""
        sign, reach = ("&", AROUND) if " & " in self.text else ("+", TOGETHER)
        return tuple(_steps(part) for part in self.text.split(f" {sign} ")), reach

    @cached_property
    def rarest(self) -> Choice:
        """The step that most texts do not have: only when it is there is the phrase looked for."""
        choices = [choice for steps in self.parts[0] for choice, _far in steps]
        return min(choices, key=_commonness)

    @property
    def elements(self) -> set[str]:
        return {element for steps in self.parts[0] for choice, _far in steps for row in choice for element in row}

    def stands(self, places: Places) -> int:
        """Bits of the places where the phrase is complete; 0 when it does not stand in the text."""
        parts, reach = self.parts
        found = _walk(parts[0], places)
        for steps in parts[1:]:
            other = found and _walk(steps, places)
            found = (spread(found, reach) & other) if other else 0
        return found

    def denied(self, places: Places, denial: str) -> int:
        """The same where a word of denial stands directly before it: 'geen pijn op de borst'."""
        first, *rest = self.parts[0][0]
        if len(self.parts[0]) > 1 or denial not in places:
            return 0
        return _walk(((((denial,),), 0), (first[0], BESIDE), *rest), places)


def spread(bits: int, reach: int) -> int:
    """These places and all up to `reach` before and after."""
    for _step in range(reach):
        bits |= bits << 1 | bits >> 1
    return bits


def _walk(steps: Steps, places: Places) -> int:
    here = _chosen(steps[0][0], places, -1)
    for choice, far in steps[1:]:
        if not here:
            return 0
        ahead = 0
        for step in range(1, far + 1):
            ahead |= here << step
        here = _chosen(choice, places, ahead)
    return here


def _chosen(choice: Choice, places: Places, allowed: int) -> int:
    """Where a row of the choice ends that begins in one of the allowed places (-1: anywhere)."""
    found = 0
    for row in choice:
        here = places.get(row[0], 0) & allowed
        for element in row[1:]:
            here = here << 1 & places.get(element, 0) if here else 0
        found |= here
    return found


def _steps(part: str) -> Steps:
    steps: list[tuple[Choice, int]] = []
    far = NEXT
    for word in part.split():
        if word == "...":
            far = LOOSE
            continue
        steps.append((_choice(word), BESIDE if word == END and far == NEXT else far))
        far = NEXT
    return tuple(steps)


def _choice(word: str) -> Choice:
    """'kapot|stuk|doet_niets' is the element 'kapot|stuk', or 'doet' with 'niets' after it."""
    options = word.split("|")
    single = "|".join(option for option in options if "_" not in option)
    rows = [tuple(option.split("_")) for option in options if "_" in option]
    return tuple(([(single,)] if single else []) + rows)


def _commonness(choice: Choice) -> int:
    """How many everyday words it names; a list counts for many."""
    words = [word for row in choice for word in row[0].split("|")]
    return sum(50 if word.startswith("<") else 20 if word in STOP or word == END else 1 for word in words)
