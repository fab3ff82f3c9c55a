"""A labelled set is read whole, or refused in Dutch with its file and line."""

from pathlib import Path

import pytest

from needs.matching.evaluation.halves import half
from needs.matching.evaluation.labelled import read
from wijk.places.cbs import BadFile


def grades(folder: Path) -> dict[str, dict[str, int]]:
    labelled = read(folder)
    return {need.id: labelled.grades(need) for need in labelled.needs}


def test_grades_follow_from_the_intents(folder: Path) -> None:
    assert grades(folder) == {
        "n1": {"o1": 2, "o2": 1, "o3": 0, "o4": 0},
        "n2": {"o1": 0, "o2": 0, "o3": 2, "o4": 0},
        "n3": {"o1": 0, "o2": 0, "o3": 0, "o4": 2},
    }


def test_a_second_intent_counts_as_much(folder: Path) -> None:
    with (folder / "needs.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "n4", "title": "", "text": "", "theme": "", "intent": "ladder", "also": ["dog"]}\n')
    assert grades(folder)["n4"] == {"o1": 2, "o2": 1, "o3": 0, "o4": 2}


def test_an_override_wins(folder: Path) -> None:
    (folder / "overrides.jsonl").write_text('{"need": "n1", "offer": "o1", "grade": 0}\n', encoding="utf-8")
    assert grades(folder)["n1"] == {"o1": 0, "o2": 1, "o3": 0, "o4": 0}


def test_the_halves_split_the_intents_and_never_move(folder: Path) -> None:
    labelled = read(folder)
    assert [need.id for need in half(labelled, "a")] == ["n1", "n2"]
    assert [need.id for need in half(labelled, "b")] == ["n3"]


GOOD = '{"id": "n9", "title": "t", "text": "t", "theme": "t", "intent": "dog"}'
BAD = {
    "no JSON": ("needs.jsonl", "{", "needs.jsonl, regel 4: dit is geen JSON"),
    "no object": ("needs.jsonl", "[1]", "needs.jsonl, regel 4: dit is geen rij met namen"),
    "no id": ("offers.jsonl", '{"title": "t"}', "offers.jsonl, regel 5: id ontbreekt"),
    "number": ("needs.jsonl", GOOD.replace('"n9"', "9"), "needs.jsonl, regel 4: id klopt niet: '9'"),
    "double": ("needs.jsonl", GOOD.replace("n9", "n1"), "needs.jsonl, regel 4: n1 staat er dubbel in"),
    "unknown": ("needs.jsonl", GOOD.replace("dog", "cat"), "needs.jsonl, regel 4: onderwerp cat is onbekend"),
    "also": ("needs.jsonl", GOOD[:-1] + ', "also": "dog"}', "needs.jsonl, regel 4: also is geen lijst van onderwerpen"),
    "stranger": (
        "overrides.jsonl",
        '{"need": "n1", "offer": "x", "grade": 1}',
        "overrides.jsonl, regel 1: x is onbekend",
    ),
    "grade": (
        "overrides.jsonl",
        '{"need": "n1", "offer": "o1", "grade": 3}',
        "overrides.jsonl, regel 1: grade is geen 0, 1 of 2",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_named(folder: Path, name: str) -> None:
    file, line, problem = BAD[name]
    with (folder / file).open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    with pytest.raises(BadFile) as found:
        read(folder)
    assert str(found.value) == problem


BAD_INTENTS = {
    "no JSON": ('[\n{"id": "dog",\n', "intents.json, regel 3: dit is geen JSON"),
    "no list": ('{"id": "dog"}', "intents.json: er staat geen lijst van onderwerpen in"),
    "no theme": ('[\n{"id": "dog"}]', "intents.json, regel 2: onderwerp 1: theme ontbreekt"),
    "related": ('[{"id": "dog", "theme": "x", "related": {"cat": 1}}]', "intents.json, regel 1: dog: cat is onbekend"),
    "grade": ('[{"id": "dog", "theme": "x", "related": {"dog": 9}}]', "intents.json, regel 1: onderwerp 1: related"),
    "double": (
        '[{"id": "dog", "theme": "x"},\n{"id": "dog", "theme": "x"}]',
        "intents.json, regel 1: dog staat er dubbel in",
    ),
}


@pytest.mark.parametrize("name", BAD_INTENTS)
def test_bad_intents_are_named(folder: Path, name: str) -> None:
    text, problem = BAD_INTENTS[name]
    (folder / "intents.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as found:
        read(folder)
    assert str(found.value).startswith(problem)


@pytest.mark.parametrize("name", ["intents.json", "needs.jsonl", "offers.jsonl"])
def test_a_file_that_is_missing_empty_or_no_text_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadFile, match=name):
        read(folder)
    (folder / name).write_bytes(b"")
    with pytest.raises(BadFile, match=name):
        read(folder)
    (folder / name).unlink()
    with pytest.raises(BadFile, match="het bestand is er niet"):
        read(folder)
