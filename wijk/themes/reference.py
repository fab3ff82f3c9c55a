"""Reading themes.toml and thesaurus.toml, pure: rows, or one sentence that names the file and the line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wijk.places.cbs import BadFile
from wijk.themes.kinds import Kind
from wijk.themes.thesaurus import kinds, split

AREAS = "ABCDEF"
HIGHEST_RISK = 3
LONGEST = 80  # letters of a label or a term
THEME_KEYS = {"code": str, "label": str, "risk": int, "together": bool}
CONCEPT_KEYS = {"label": str, "termen": str}
OPTIONAL_KEYS = {"code": str, "thema": str, "verwant": str, "straight_to": str, "soort": str}
WEIGHTS = {"~": "weak", "!": "counter"}


TermRow = tuple[str, str]  # text, weight


@dataclass(frozen=True)
class ThemeRow:
    code: str
    label: str
    risk: int
    together: bool
    straight_to: str = ""


@dataclass(frozen=True)
class ConceptRow:
    code: str
    label: str
    area: str
    theme: str  # a theme's code or ''
    straight_to: str
    terms: tuple[TermRow, ...]
    related: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def read(folder: Path) -> tuple[list[ThemeRow], list[ConceptRow]]:
    """Both files of a folder. Raises BadFile at the first thing that is wrong."""
    themes = _themes(folder / "themes.toml")
    path = folder / "thesaurus.toml"
    return themes, _concepts(path, *_open(path), {theme.code for theme in themes})


def concepts(text: str, themes: set[str], name: str = "thesaurus.toml") -> list[ConceptRow]:
    """The text of a thesaurus that somebody sent. `themes`: codes that exist. Raises BadFile like `read`."""
    path = Path(name)
    return _concepts(path, *_parse(path, text), themes)


def _themes(path: Path) -> list[ThemeRow]:
    data, lines = _open(path)
    places = [number for number, line in enumerate(lines, start=1) if line.strip() == "[[theme]]"]
    rows: list[ThemeRow] = []
    for line, entry in zip(places, data.get("theme", []), strict=False):
        _check(path, line, entry, THEME_KEYS)
        row = ThemeRow(**entry) if entry.keys() <= ThemeRow.__annotations__.keys() else None
        if row is None:
            unknown = sorted(entry.keys() - ThemeRow.__annotations__.keys())
            raise BadFile(path, line, _("%(code)s is onbekend") % {"code": unknown[0]})
        if not re.fullmatch(f"[{AREAS}][1-9][0-9]?", row.code):
            raise BadFile(path, line, _("%(code)s is geen code van een thema") % {"code": repr(row.code)})
        if row.code in {other.code for other in rows}:
            raise BadFile(path, line, _("%(code)s staat er dubbel in") % {"code": row.code})
        if not 0 <= row.risk <= HIGHEST_RISK:
            raise BadFile(
                path,
                line,
                _("risk van %(code)s is niet 0 tot en met %(highest)s") % {"code": row.code, "highest": HIGHEST_RISK},
            )
        rows.append(row)
    if not rows:
        raise BadFile(path, None, _("er staat geen thema in"))
    return rows


def _concepts(path: Path, data: dict[str, Any], lines: list[str], themes: set[str]) -> list[ConceptRow]:
    places = {line.strip()[1:-1]: number for number, line in enumerate(lines, start=1) if re.match(r"\[[^\[]", line)}
    rows = [_concept(path, places.get(code), code, entry, data, themes) for code, entry in data.items()]
    if not rows:
        raise BadFile(path, None, _("er staat geen begrip in"))
    return rows


def _concept(
    path: Path, line: int | None, code: str, entry: Any, data: Mapping[str, Any], themes: set[str]
) -> ConceptRow:
    if not isinstance(entry, dict):
        raise BadFile(path, line, _("%(code)s is geen begrip") % {"code": code})
    if not re.fullmatch(r"[a-z0-9_]{1,60}", code):
        raise BadFile(path, line, _("%(code)s is geen code van een begrip") % {"code": repr(code[:60])})
    _check(path, line, entry, CONCEPT_KEYS)
    for key, value in entry.items():
        if key not in CONCEPT_KEYS and type(value) is not OPTIONAL_KEYS.get(key):
            raise BadFile(
                path, line, _("%(code)s: %(key)s is onbekend of klopt niet") % {"code": code, "key": key[:60]}
            )
        if not value.isprintable():
            raise BadFile(path, line, _("%(code)s: in %(key)s staat een onleesbaar teken") % {"code": code, "key": key})
    theme, area = entry.get("code", ""), entry.get("thema", "")
    if theme and theme not in themes:
        raise BadFile(path, line, _("%(code)s: thema %(theme)s is onbekend") % {"code": code, "theme": theme})
    related = split(entry.get("verwant", ""))
    if wrong := [other for other in related if other not in data or other == code]:
        raise BadFile(path, line, _("%(code)s: verwant %(other)s is onbekend") % {"code": code, "other": wrong[0]})
    meant = split(entry.get("soort", "")) or tuple(sorted(kinds().get(code, ())))
    if wrong := [kind for kind in meant if kind not in Kind.values]:
        raise BadFile(path, line, _("%(code)s: soort %(kind)s is onbekend") % {"code": code, "kind": wrong[0]})
    straight_to = entry.get("straight_to", "")
    if len(area) > 20 or len(straight_to) > 30:
        raise BadFile(path, line, _("%(code)s: thema of straight_to is te lang") % {"code": code})
    terms = _terms(path, line, code, entry)
    return ConceptRow(code, entry["label"], area, theme, straight_to, terms, related, meant)


def terms(text: str) -> tuple[TermRow, ...]:
    """What somebody typed as the words of one concept. Raises BadFile."""
    return _terms(Path("woorden"), None, "woorden", {"termen": text})


def _terms(path: Path, line: int | None, code: str, entry: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each text once; the first weight counts."""
    found: dict[str, str] = {}
    for term in split(entry["termen"]):
        text = " ".join(term.lstrip("~!").split())
        if not text or len(text) > LONGEST or not text.isprintable():
            raise BadFile(
                path,
                line,
                _("%(code)s: het woord %(term)s is leeg of te lang") % {"code": code, "term": repr(term[:30])},
            )
        found.setdefault(text, WEIGHTS.get(term[0], "prefix" if text.endswith("*") else "plain"))
    return tuple(found.items())


def _check(path: Path, line: int | None, entry: dict[str, Any], keys: Mapping[str, type]) -> None:
    for key, kind in keys.items():
        if key not in entry:
            raise BadFile(path, line, _("%(key)s ontbreekt") % {"key": key})
        if type(entry[key]) is not kind or entry[key] == "":
            raise BadFile(path, line, _("%(key)s klopt niet: %(value)s") % {"key": key, "value": repr(entry[key])})
    if len(entry["label"]) > LONGEST:
        raise BadFile(path, line, _("label is langer dan %(longest)s letters") % {"longest": LONGEST})


def _open(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        return _parse(path, path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise BadFile(path, None, _("het bestand is er niet")) from problem
    except UnicodeDecodeError as problem:
        raise BadFile(path, None, _("het bestand is geen UTF-8")) from problem


def _parse(path: Path, text: str) -> tuple[dict[str, Any], list[str]]:
    try:
        return tomllib.loads(text), text.splitlines()
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        place = re.search(r"line (\d+)", str(problem))
        raise BadFile(
            path, int(place[1]) if place else None, _("het bestand is stuk (%(problem)s)") % {"problem": problem}
        ) from problem
