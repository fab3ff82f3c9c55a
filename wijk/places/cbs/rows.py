"""The tables with key figures: one row per gemeente, wijk or buurt."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from wijk.places.cbs.numbers import whole, with_fraction
from wijk.places.cbs.refused import BadFile, text_of
from wijk.places.cbs.shapes import Point, in_the_netherlands

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
DISTANCES = {"doctor", "supermarket", "school"}
LONGEST = {"name": 120, "province": 40}  # characters, as wide as the columns that keep them


@dataclass(frozen=True)
class Level:
    """A kind of area. `figures` are the columns of ours that its file must have."""

    prefix: str
    code: re.Pattern[str]
    figures: frozenset[str]
    parent: str = ""
    province: bool = False
    point: bool = False

    @property
    def columns(self) -> list[str]:
        named = [f"{self.prefix}_code", f"{self.prefix}_naam", *([f"{self.parent}_code"] if self.parent else [])]
        named += ["provincie"] if self.province else []
        named += ["lon_benaderd", "lat_benaderd"] if self.point else []
        return named + [theirs for ours, theirs in FIGURES.items() if ours in self.figures]


GEMEENTE = Level("gm", re.compile(r"GM[0-9]{4}"), frozenset(FIGURES) - DISTANCES, province=True)
WIJK = Level("wk", re.compile(r"WK[0-9]{6}"), frozenset(FIGURES), parent="gm")
BUURT = Level("bu", re.compile(r"BU[0-9]{8}"), frozenset(FIGURES), parent="wk", point=True)


@dataclass(frozen=True)
class Row:
    """One area with its figures; `parent` is the code of the area around it, '' for a gemeente."""

    code: str
    name: str
    parent: str
    figures: dict[str, float | int | None]
    province: str = ""
    point: Point | None = None


def read_rows(path: Path, level: Level, around: Sequence[Row] = ()) -> list[Row]:
    """Every row of the file. Raises BadFile; also when an area of `around` has no row, for then the end is missing."""
    text, parents = text_of(path), {row.code for row in around}
    found: dict[str, Row] = {}
    for line, values in _lines(path, text, level.columns):
        row = _row(path, line, values, level)
        if row.code in found:
            raise BadFile(path, line, _("%(code)s staat er dubbel in") % {"code": row.code})
        if level.parent and row.parent not in parents:
            raise BadFile(path, line, _("%(code)s is onbekend") % {"code": row.parent})
        found[row.code] = row
    if not found:
        raise BadFile(path, None, _("het bestand is leeg"))
    if childless := sorted(parents - {row.parent for row in found.values()}):
        raise BadFile(path, None, _("het bestand is afgebroken: in %(code)s ligt niets") % {"code": childless[0]})
    if not text.endswith("\n"):
        raise BadFile(path, text.count("\n") + 1, _("het bestand is afgebroken: deze regel heeft geen einde"))
    return list(found.values())


def _lines(path: Path, text: str, wanted: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(table, [])
        if missing := [name for name in wanted if name not in header]:
            raise BadFile(path, 1, _("de kolom %(column)s ontbreekt") % {"column": missing[0]})
        if len(set(header)) != len(header):
            raise BadFile(path, 1, _("een kolom staat er dubbel in"))
        for values in table:
            if len(values) != len(header):
                raise BadFile(
                    path,
                    table.line_num,
                    _("%(found)s kolommen in plaats van %(wanted)s") % {"found": len(values), "wanted": len(header)},
                )
            yield table.line_num, dict(zip(header, values, strict=True))
    except csv.Error as wrong:
        raise BadFile(path, table.line_num, _("de regel is stuk (%(problem)s)") % {"problem": wrong}) from wrong


def _row(path: Path, line: int, values: dict[str, str], level: Level) -> Row:
    code, name = values[f"{level.prefix}_code"], values[f"{level.prefix}_naam"].strip()
    province = values["provincie"].strip() if level.province else ""
    if not level.code.fullmatch(code):
        raise BadFile(path, line, _("%(code)s is geen code") % {"code": repr(code)})
    if not name:
        raise BadFile(path, line, _("de naam ontbreekt"))
    if len(name) > LONGEST["name"] or len(province) > LONGEST["province"]:
        raise BadFile(path, line, _("de naam is te lang"))
    figures: dict[str, float | int | None] = {}
    for ours in sorted(level.figures):
        column = FIGURES[ours]
        try:
            figures[ours] = whole(values[column]) if ours in WHOLE else with_fraction(values[column])
        except ValueError as wrong:
            raise BadFile(
                path,
                line,
                _("%(value)s in %(column)s is geen getal") % {"value": repr(values[column]), "column": column},
            ) from wrong
    parent = values[f"{level.parent}_code"] if level.parent else ""
    return Row(code, name, parent, figures, province, _point(path, line, values) if level.point else None)


def _point(path: Path, line: int, values: dict[str, str]) -> Point | None:
    try:
        longitude, latitude = (with_fraction(values[column]) for column in ("lon_benaderd", "lat_benaderd"))
    except ValueError as wrong:
        raise BadFile(path, line, _("het midden is geen getal")) from wrong
    if longitude is None and latitude is None:
        return None
    if longitude is None or latitude is None or not in_the_netherlands((longitude, latitude)):
        raise BadFile(path, line, _("het midden ligt niet in Nederland"))
    return (longitude, latitude)
