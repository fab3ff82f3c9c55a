"""A small labelled set: dogs, chess and a ladder, asked for and offered."""

import json
from pathlib import Path
from typing import Any

import pytest

INTENTS = [
    {"id": "dog", "label": "Hond", "theme": "praktisch", "kind": "help", "related": {"pet": 1}},
    {"id": "pet", "label": "Dier", "theme": "praktisch", "kind": "help"},
    {"id": "chess", "label": "Schaken", "theme": "welzijn", "kind": "together", "related": {}},
    {"id": "ladder", "label": "Ladder", "theme": "wonen", "kind": "goods", "related": {}},
]
NEEDS = [
    ("n1", "Wie laat mijn hond uit?", "Mijn been zit in het gips.", "praktisch", "dog"),
    ("n2", "Potje schaken", "Ik heb een bord.", "welzijn", "chess"),
    ("n3", "Ladder te leen?", "Voor een dag.", "wonen", "ladder"),
]
OFFERS = [
    ("o1", "Ik laat graag honden uit", "Elke ochtend in het park.", "praktisch", "dog"),
    ("o2", "Oppas voor poes of konijn", "Ik ben gek op dieren.", "praktisch", "pet"),
    ("o3", "Schaken op dinsdag", "In de buurtkamer.", "welzijn", "chess"),
    ("o4", "Ladder te leen", "Ook een boormachine.", "wonen", "ladder"),
]
NAMES = ("id", "title", "text", "theme", "intent")


def as_lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "intents.json").write_text(json.dumps(INTENTS, indent=1), encoding="utf-8")
    for name, rows in (("needs", NEEDS), ("offers", OFFERS)):
        text = as_lines([dict(zip(NAMES, row, strict=True)) for row in rows])
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path
