"""A bird in every text: over all 300 needs of the demo, nothing that is kept or told of a match has a word of them."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from needs.matching.profile import Profile, Side
from needs.matching.reasons import Audience, reasons
from needs.matching.relevance import Pool
from needs.matching.scoring import best
from needs.reasons import DAYS, PARTS, WORDS, sentences
from wijk.management.demo.story import lines
from wijk.themes.analysis import analyse
from wijk.themes.thesaurus import Thesaurus

FIELDS = {"value", "parts", "shared", "related", "steps", "day_parts", "facts", "organisation"}
NAMES = {"concepts", "words", "letters", "kind", "theme", "distance", "time"}
AT_MOST = 40  # offers that are looked at for a need
Matched = tuple[str, Profile, Profile, dict[str, Any]]  # the need's text, need, offer, what is kept


def bird(number: int) -> str:
    """A word that is in no list, other letters for every number: the need and one offer share it."""
    letters = "bdfgklmprt"  # no ending that the stemmer takes off
    return "pimpelkwak" + "".join(letters[number // 10**place % 10] for place in range(3))


@pytest.fixture(scope="module")
def matched() -> list[Matched]:
    givers = lines("offers")
    offers = [_profile(Side.OFFER, number, row, bird(number)) for number, row in enumerate(givers)]
    pool = Pool.of(offers)
    found = []
    for number, row in enumerate(lines("needs")):
        canary = bird(number % len(givers))
        need = _profile(Side.NEED, number, row, canary)
        for offer, score in best(need, pool, today=date(2026, 11, 25), count=AT_MOST):
            found.append((f"{row['title']} {row['text']} {canary}", need, offers[offer], score.as_json()))
    return found


def _profile(side: Side, number: int, row: dict[str, Any], more: str) -> Profile:
    features = analyse(row["title"], f"{row['text']}. Het is {more}.")
    return Profile(side, number, features, kinds=frozenset([row["kind"]]), buurt="b1", day_parts=frozenset([4]))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (name, *strings(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))


def test_there_is_something_to_leak(matched: list[Matched]) -> None:
    """All needs are in it, their birds were read, and hundreds of matches came of the bird alone."""
    assert {need.id for _text, need, _offer, _parts in matched} == set(range(300))
    assert all(any("kwak" in word for word in need.features.words) for _text, need, _offer, _parts in matched)
    assert sum("words" in parts["facts"] for *_who, parts in matched) >= 200


def test_what_is_kept_is_codes_and_numbers(matched: list[Matched]) -> None:
    known = FIELDS | NAMES | set(Thesaurus.from_toml().concepts)
    kept = {text for *_who, parts in matched for text in strings(json.loads(json.dumps(parts)))}
    assert kept - known == set()


def test_a_helper_reads_the_own_concepts_and_our_own_words(matched: list[Matched]) -> None:
    """Every word that a helper reads stands in our sentences, or in the label of a concept of the own offer."""
    concepts = Thesaurus.from_toml().concepts
    ours = words(" ".join(map(str, (*WORDS.values(), *DAYS, *PARTS, "kan op ook tijd tijden die past passen"))))
    wrong = []
    for text, _need, offer, parts in matched:
        own = words(" ".join(concepts[code].label for code in offer.features.concepts if code in concepts))
        told = words(" ".join(sentences(parts, Audience.HELPER)))
        wrong += [(text, told - ours - own)] if told - ours - own else []
    assert wrong == []


@pytest.mark.parametrize("audience", Audience)
def test_no_bird_flies_to_anybody(matched: list[Matched], audience: Audience) -> None:
    told = " ".join(sentence for *_who, parts in matched for sentence in sentences(parts, audience))
    assert "kwak" not in told and len(told) > 10_000


@pytest.mark.parametrize("audience", Audience)
def test_a_match_has_two_to_four_reasons(matched: list[Matched], audience: Audience) -> None:
    assert {len(reasons(parts, audience)) for *_who, parts in matched} <= {2, 3, 4}
