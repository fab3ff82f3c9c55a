"""From a sheet and its data to a PDF (PDF/UA-1), with the fonts of the wheel and nothing of this machine."""

import json
from functools import lru_cache
from typing import Any

import typst
from django.conf import settings

SHEETS = settings.BASE_DIR / "templates" / "needs" / "paper"
LATIN = 0x250  # the bundled fonts have every letter below this; above it each letter is tried once


def typeset(sheet: str, data: dict[str, Any]) -> bytes:
    """The PDF of `templates/needs/paper/<sheet>.typ`; `data` is JSON for the sheet and never markup.

    PDF/UA refuses a letter that no font can show. Such letters (emoji, Chinese) fall out of the data first.
    """
    return _compile(sheet, json.dumps(_showable(data), sort_keys=True))


def _compile(sheet: str, data: str) -> bytes:
    made = typst.compile(
        str(SHEETS / f"{sheet}.typ"),
        root=str(settings.BASE_DIR),
        sys_inputs={"data": data},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )
    return bytes(made)


def _showable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _showable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_showable(part) for part in value]
    return showable(value) if isinstance(value, str) else value


def showable(text: str) -> str:
    """`text` without the letters that the fonts do not have, and without control characters."""
    kept = (letter if letter.isprintable() else " " for letter in text if _has_shape(letter) or letter.isspace())
    return " ".join("".join(kept).split())


def _has_shape(letter: str) -> bool:
    return ord(letter) < LATIN or _try(letter)


@lru_cache(maxsize=4096)
def _try(letter: str) -> bool:
    try:
        _compile("letter", json.dumps(letter))
    except typst.TypstError:
        return False
    return True
