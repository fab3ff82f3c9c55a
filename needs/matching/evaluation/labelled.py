"""A set of needs and offers with the intents that people gave them; read whole, or refused with file and line.

intents.json      [{"id", "label", "theme", "kind", "related": {intent: 1}}, …]
needs.jsonl       {"id", "title", "text", "theme", "intent", "also": [intent, …]}      a line each
offers.jsonl      the same without "also"
overrides.jsonl   {"need", "offer", "grade"}: wins over the intents; may be missing
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from wijk.places.cbs import BadFile
from wijk.places.cbs.refused import text_of

FITS, CLOSE, NOT = 2, 1, 0  # grades: about the same, near to it, something else
Row = TypeVar("Row")


@dataclass(frozen=True)
class Intent:
    id: str
    theme: str
    kind: str
    related: Mapping[str, int]


@dataclass(frozen=True)
class Text:
    id: str
    title: str
    text: str
    theme: str
    intent: str
    also: tuple[str, ...] = ()

    @property
    def intents(self) -> tuple[str, ...]:
        return (self.intent, *self.also)


@dataclass(frozen=True)
class Labelled:
    intents: Mapping[str, Intent]
    needs: tuple[Text, ...]
    offers: tuple[Text, ...]
    overrides: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def grade(self, need: Text, offer: Text) -> int:
        """2 when the offer has an intent of the need, 1 when one of those is related to it, otherwise 0."""
        if (need.id, offer.id) in self.overrides:
            return self.overrides[need.id, offer.id]
        if offer.intent in need.intents:
            return FITS
        return CLOSE if any(offer.intent in self.intents[intent].related for intent in need.intents) else NOT

    def grades(self, need: Text) -> dict[str, int]:
        return {offer.id: self.grade(need, offer) for offer in self.offers}


def read(folder: Path) -> Labelled:
    """Raises BadFile at the first thing that is wrong, with its line."""
    intents = _intents(folder / "intents.json")
    needs = _rows(folder / "needs.jsonl", lambda row: _text(row, intents))
    offers = _rows(folder / "offers.jsonl", lambda row: _text(row, intents))
    for path, texts in ((folder / "needs.jsonl", needs), (folder / "offers.jsonl", offers)):
        _refuse_doubles(path, texts)
    path = folder / "overrides.jsonl"
    known = {need.id for _line, need in needs}, {offer.id for _line, offer in offers}
    overrides = _rows(path, lambda row: _override(row, *known)) if path.exists() else []
    return Labelled(
        intents,
        tuple(need for _line, need in needs),
        tuple(offer for _line, offer in offers),
        dict(pair for _line, pair in overrides),
    )


def _intents(path: Path) -> dict[str, Intent]:
    text = text_of(path)
    try:
        rows = json.loads(text)
    except ValueError as problem:
        raise BadFile(path, getattr(problem, "lineno", None), "dit is geen JSON") from problem
    if not isinstance(rows, list) or not rows:
        raise BadFile(path, None, "er staat geen lijst van onderwerpen in")
    found: dict[str, Intent] = {}
    for number, row in enumerate(rows, start=1):
        try:
            intent = _intent(row)
        except ValueError as problem:
            raise BadFile(path, _line_of(text, row), f"onderwerp {number}: {problem}") from problem
        if intent.id in found:
            raise BadFile(path, _line_of(text, row), f"{intent.id} staat er dubbel in")
        found[intent.id] = intent
    for row, intent in zip(rows, found.values(), strict=True):
        if unknown := [other for other in intent.related if other not in found]:
            raise BadFile(path, _line_of(text, row), f"{intent.id}: {unknown[0]} is onbekend")
    return found


def _line_of(text: str, row: Any) -> int | None:
    code = row.get("id") if isinstance(row, dict) else None
    found = re.search(rf'"id"\s*:\s*{re.escape(json.dumps(code))}', text) if code else None
    return text.count("\n", 0, found.start()) + 1 if found else None


def _intent(row: Any) -> Intent:
    related = _object(row).get("related", {})
    if not isinstance(related, dict) or any(grade not in (CLOSE, FITS) for grade in related.values()):
        raise ValueError("related klopt niet")
    return Intent(_word(row, "id"), _word(row, "theme"), _word(row, "kind", empty=True), related)


def _text(row: Any, intents: Mapping[str, Intent]) -> Text:
    also = _object(row).get("also", [])
    if not isinstance(also, list) or any(not isinstance(intent, str) for intent in also):
        raise ValueError("also is geen lijst van onderwerpen")
    text = Text(
        id=_word(row, "id"),
        title=_word(row, "title", empty=True),
        text=_word(row, "text", empty=True),
        theme=_word(row, "theme", empty=True),
        intent=_word(row, "intent"),
        also=tuple(also),
    )
    if unknown := [intent for intent in text.intents if intent not in intents]:
        raise ValueError(f"onderwerp {unknown[0]} is onbekend")
    return text


def _override(row: Any, needs: set[str], offers: set[str]) -> tuple[tuple[str, str], int]:
    need, offer = _word(row, "need"), _word(row, "offer")
    for code, known in ((need, needs), (offer, offers)):
        if code not in known:
            raise ValueError(f"{code} is onbekend")
    grade = row.get("grade")
    if type(grade) is not int or not NOT <= grade <= FITS:
        raise ValueError("grade is geen 0, 1 of 2")
    return (need, offer), grade


def _rows(path: Path, make: Callable[[Any], Row]) -> list[tuple[int, Row]]:
    """Each line with its number; an empty line is no row."""
    found = []
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append((number, make(json.loads(line))))
        except json.JSONDecodeError as problem:
            raise BadFile(path, number, "dit is geen JSON") from problem
        except ValueError as problem:
            raise BadFile(path, number, str(problem)) from problem
    if not found:
        raise BadFile(path, None, "er staat niets in")
    return found


def _refuse_doubles(path: Path, texts: list[tuple[int, Text]]) -> None:
    seen: set[str] = set()
    for number, text in texts:
        if text.id in seen:
            raise BadFile(path, number, f"{text.id} staat er dubbel in")
        seen.add(text.id)


def _object(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise ValueError("dit is geen rij met namen")
    return row


def _word(row: Any, name: str, *, empty: bool = False) -> str:
    value = _object(row).get(name, "" if empty else None)
    if value is None:
        raise ValueError(f"{name} ontbreekt")
    if not isinstance(value, str) or not (value or empty):
        raise ValueError(f"{name} klopt niet: {str(value)[:30]!r}")
    return value
