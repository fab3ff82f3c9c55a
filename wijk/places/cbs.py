"""Reading the files of CBS, pure: a row or a sentence that names the file and the line. Nothing is stored here."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CREDIT = "Bron: CBS, Kerncijfers wijken en buurten 2024; buurtgrenzen CBS/Kadaster. Bewerkt. CC BY 4.0."
FIGURES = {  # our column → the file's
    "inhabitants": "inwoners",
    "young": "inwoners_0_15",
    "old": "inwoners_65plus",
    "households": "huishoudens",
    "household_size": "huishoudensgrootte",
    "home_value": "woz_x1000",
    "owned": "koopwoningen_pct",
    "income": "inkomen_per_inwoner_x1000",
    "urbanity": "stedelijkheid",
    "doctor": "afst_huisarts_km",
    "supermarket": "afst_supermarkt_km",
    "school": "afst_school_km",
}
WHOLE = {"inhabitants", "young", "old", "households", "home_value", "urbanity"}
CODES = {"gm": re.compile(r"GM\d{4}"), "wk": re.compile(r"WK\d{6}"), "bu": re.compile(r"BU\d{8}")}
Point = tuple[float, float]  # longitude, latitude in degrees


class BadFile(ValueError):
    """A file is refused whole; the text names it, and the line where there is one."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        where = f"{path.name}, regel {line}" if line else path.name
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True)
class Row:
    """One area with its figures; `parent` is the code of the area around it, '' for a gemeente."""

    code: str
    name: str
    parent: str
    figures: dict[str, float | int | None]
    province: str = ""
    point: Point | None = None


@dataclass
class Tables:
    municipalities: list[Row] = field(default_factory=list)
    districts: list[Row] = field(default_factory=list)
    buurten: list[Row] = field(default_factory=list)
    outlines: dict[str, tuple[str, str]] = field(default_factory=dict)  # buurt → path, view box
    polygons: dict[str, list[list[Point]]] = field(default_factory=dict)  # buurt → rings


def read(folder: Path, year: int) -> Tables:
    """All files of one year. Raises BadFile at the first thing that is wrong."""
    tables = Tables(
        municipalities=list(_rows(folder / f"gemeenten_{year}.csv", "gm", "")),
        districts=list(_rows(folder / f"wijken_kerncijfers_{year}.csv", "wk", "gm")),
        buurten=list(_rows(folder / f"buurten_kerncijfers_{year}.csv", "bu", "wk")),
    )
    _parents(folder / f"wijken_kerncijfers_{year}.csv", tables.districts, tables.municipalities)
    _parents(folder / f"buurten_kerncijfers_{year}.csv", tables.buurten, tables.districts)
    known = {row.code for row in tables.buurten}
    for path in sorted(folder.glob("buurt_svg_GM*.json")):
        tables.outlines |= _outlines(path, known)
    tables.polygons = _polygons(folder / f"buurten_{year}.geojson", known)
    return tables


def _parents(path: Path, rows: list[Row], around: list[Row]) -> None:
    known = {row.code for row in around}
    for line, row in enumerate(rows, start=2):
        if row.parent not in known:
            raise BadFile(path, line, f"{row.parent} is onbekend")


def _rows(path: Path, level: str, parent: str) -> Iterator[Row]:
    if not path.is_file():
        raise BadFile(path, None, "het bestand is er niet")
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines)
        header = next(table, [])
        wanted = [f"{level}_code", f"{level}_naam", *([f"{parent}_code"] if parent else [])]
        if missing := [name for name in wanted if name not in header]:
            raise BadFile(path, 1, f"de kolom {missing[0]} ontbreekt")
        seen: set[str] = set()
        for values in table:
            line = table.line_num
            if len(values) != len(header):
                raise BadFile(path, line, f"{len(values)} kolommen in plaats van {len(header)}")
            row = _row(path, line, dict(zip(header, values, strict=True)), level, parent)
            if row.code in seen:
                raise BadFile(path, line, f"{row.code} staat er dubbel in")
            seen.add(row.code)
            yield row
    if not seen:
        raise BadFile(path, None, "het bestand is leeg")


def _row(path: Path, line: int, values: dict[str, str], level: str, parent: str) -> Row:
    code = values[f"{level}_code"]
    if not CODES[level].fullmatch(code):
        raise BadFile(path, line, f"{code!r} is geen code")
    if not values[f"{level}_naam"].strip():
        raise BadFile(path, line, "de naam ontbreekt")
    figures = {
        ours: _number(path, line, theirs, values[theirs], ours in WHOLE)
        for ours, theirs in FIGURES.items()
        if theirs in values
    }
    point = None
    if values.get("lon_benaderd") and values.get("lat_benaderd"):
        longitude = _number(path, line, "lon_benaderd", values["lon_benaderd"], False)
        latitude = _number(path, line, "lat_benaderd", values["lat_benaderd"], False)
        point = (float(longitude or 0), float(latitude or 0))
    return Row(
        code=code,
        name=values[f"{level}_naam"].strip(),
        parent=values[f"{parent}_code"] if parent else "",
        figures=figures,
        province=values.get("provincie", ""),
        point=point,
    )


def _number(path: Path, line: int, column: str, text: str, whole: bool) -> float | int | None:
    if text.strip() in ("", "."):  # CBS withholds small cells
        return None
    try:
        return int(text) if whole else float(text)
    except ValueError as wrong:
        raise BadFile(path, line, f"{text!r} in {column} is geen getal") from wrong


def _json(path: Path) -> Any:
    if not path.is_file():
        raise BadFile(path, None, "het bestand is er niet")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as wrong:
        raise BadFile(path, wrong.lineno, f"het bestand is afgebroken of stuk ({wrong.msg})") from wrong


def _outlines(path: Path, known: set[str]) -> dict[str, tuple[str, str]]:
    data = _json(path)
    try:
        box, found = data["viewBox"], {shape["code"]: (shape["d"], data["viewBox"]) for shape in data["features"]}
    except (KeyError, TypeError) as wrong:
        raise BadFile(path, None, f"{wrong} ontbreekt") from wrong
    if not re.fullmatch(r"[\d. -]+", box):
        raise BadFile(path, None, "de viewBox klopt niet")
    for code, (shape, _box) in found.items():
        if code not in known:
            raise BadFile(path, None, f"{code} is onbekend")
        if not re.fullmatch(r"[MLHVZmlhvz\d. ,-]+", shape):
            raise BadFile(path, None, f"de vorm van {code} klopt niet")
    return found


def _polygons(path: Path, known: set[str]) -> dict[str, list[list[Point]]]:
    found: dict[str, list[list[Point]]] = {}
    try:
        for shape in _json(path)["features"]:
            code, geometry = shape["properties"]["bu_code"], shape["geometry"]
            parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            if code not in known:
                raise BadFile(path, None, f"{code} is onbekend")
            found[code] = [[(float(x), float(y)) for x, y in ring] for part in parts for ring in part]
    except (KeyError, TypeError, ValueError) as wrong:
        if isinstance(wrong, BadFile):
            raise
        raise BadFile(path, None, f"{wrong} klopt niet") from wrong
    return found
