"""Reading the files of CBS, pure: rows, or a sentence that names the file and the line. Nothing is stored here.

`rows` reads the tables with key figures, `shapes` the outlines, `refused` says why a file is not taken. A file is
taken whole or not at all. The ground floor: no other floor is used, and no Django.
"""

from dataclasses import dataclass
from pathlib import Path

from wijk.places.cbs.refused import BadFile
from wijk.places.cbs.rows import BUURT, FIGURES, GEMEENTE, WIJK, Row, read_rows
from wijk.places.cbs.shapes import Point, read_outlines, read_polygons

__all__ = ["CREDIT", "FIGURES", "BadFile", "Row", "Tables", "read"]
CREDIT = "Bron: CBS, Kerncijfers wijken en buurten 2024; buurtgrenzen CBS/Kadaster. Bewerkt. CC BY 4.0."


@dataclass(frozen=True)
class Tables:
    municipalities: list[Row]
    districts: list[Row]
    buurten: list[Row]
    outlines: dict[str, tuple[str, str]]  # buurt → path, view box
    polygons: dict[str, list[list[Point]]]  # buurt → rings


def read(folder: Path, year: int) -> Tables:
    """All files of one year. Raises BadFile at the first thing that is wrong."""
    municipalities = read_rows(folder / f"gemeenten_{year}.csv", GEMEENTE)
    districts = read_rows(folder / f"wijken_kerncijfers_{year}.csv", WIJK, around=municipalities)
    buurten = read_rows(folder / f"buurten_kerncijfers_{year}.csv", BUURT, around=districts)
    known = {row.code for row in buurten}
    outlines: dict[str, tuple[str, str]] = {}
    for gemeente in municipalities:
        outlines |= read_outlines(folder / f"buurt_svg_{gemeente.code}.json", known)
    polygons = read_polygons(folder / f"buurten_{year}.geojson", known)
    return Tables(municipalities, districts, buurten, outlines, polygons)
