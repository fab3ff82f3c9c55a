"""The outlines of buurten: as SVG paths to draw, and as polygons to see which lie beside each other."""

import json
import re
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wijk.places.cbs.refused import BadFile, text_of

Point = tuple[float, float]  # longitude, latitude in degrees
VIEW_BOX = re.compile(r"-?[0-9.]+( -?[0-9.]+){3}")
PATH = re.compile(r"[MLHVZmlhvz0-9., -]+")  # straight lines only: this text goes into pages as it is
WEST, SOUTH, EAST, NORTH = 3.2, 50.7, 7.3, 53.7  # degrees; the European Netherlands, the islands included


def in_the_netherlands(point: Point) -> bool:
    return WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH


def read_outlines(path: Path, known: set[str]) -> dict[str, tuple[str, str]]:
    """Buurt → its SVG path and the view box of its gemeente. Raises BadFile."""
    data = _features(path)
    box = data.get("viewBox")
    if not (isinstance(box, str) and len(box) <= 40 and VIEW_BOX.fullmatch(box)):
        raise BadFile(path, None, _("de viewBox klopt niet"))
    found: dict[str, tuple[str, str]] = {}
    for shape in data["features"]:
        code = _code(path, shape.get("code"), known, found)
        drawn = shape.get("d")
        if not (isinstance(drawn, str) and PATH.fullmatch(drawn)):
            raise BadFile(path, None, _("de vorm van %(code)s klopt niet") % {"code": code})
        found[code] = (drawn, box)
    return found


def read_polygons(path: Path, known: set[str]) -> dict[str, list[list[Point]]]:
    """Buurt → its rings in WGS84, first and last corner the same. Raises BadFile."""
    found: dict[str, list[list[Point]]] = {}
    for feature in _features(path)["features"]:
        properties = feature.get("properties")
        code = _code(path, properties.get("bu_code") if isinstance(properties, dict) else None, known, found)
        try:
            found[code] = _rings(feature["geometry"])
        except (KeyError, TypeError, ValueError) as wrong:
            raise BadFile(path, None, _("de vorm van %(code)s klopt niet") % {"code": code}) from wrong
    return found


def _rings(geometry: Any) -> list[list[Point]]:
    parts = {"Polygon": lambda given: [given], "MultiPolygon": list}[geometry["type"]](geometry["coordinates"])
    rings = [[(float(x), float(y)) for x, y in ring] for part in parts for ring in part]
    if not rings:
        raise ValueError("no ring")
    for ring in rings:
        if len(ring) < 4 or ring[0] != ring[-1] or not all(map(in_the_netherlands, ring)):
            raise ValueError(ring[:1])
    return rings


def _code(path: Path, code: Any, known: set[str], found: dict[str, Any]) -> str:
    if not (isinstance(code, str) and code in known):
        raise BadFile(path, None, _("%(code)s is onbekend") % {"code": code})
    if code in found:
        raise BadFile(path, None, _("%(code)s staat er dubbel in") % {"code": code})
    return code


def _features(path: Path) -> dict[str, Any]:
    """The object in the file, with a list of objects under `features`."""
    text = text_of(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise BadFile(
            path, wrong.lineno, _("het bestand is afgebroken of stuk (%(problem)s)") % {"problem": wrong.msg}
        ) from wrong
    except (ValueError, RecursionError) as wrong:  # a number of thousands of digits, brackets without end
        raise BadFile(path, None, _("het bestand is stuk")) from wrong
    features = data.get("features") if isinstance(data, dict) else None
    if not (isinstance(features, list) and features and all(isinstance(shape, dict) for shape in features)):
        raise BadFile(path, None, _("features ontbreekt"))
    return dict(data)
