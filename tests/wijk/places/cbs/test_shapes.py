"""Outlines go into pages as they are, so nothing but straight lines gets through."""

import json
from pathlib import Path
from typing import Any

import pytest

from wijk.places.cbs import BadFile
from wijk.places.cbs.shapes import read_outlines, read_polygons

CODE = "BU19041210"
RING = [[5.0, 52.1], [5.1, 52.1], [5.1, 52.2], [5.0, 52.1]]


def drawing(path: Path, **changes: Any) -> Path:
    shape = {"code": CODE, "d": "M1 2L3 4Z"} | changes.pop("shape", {})
    path.write_text(json.dumps({"viewBox": "0 0 600 798", "features": [shape]} | changes))
    return path


def area(path: Path, coordinates: Any, kind: str = "Polygon", code: Any = CODE) -> Path:
    geometry = {"type": kind, "coordinates": coordinates}
    path.write_text(json.dumps({"features": [{"properties": {"bu_code": code}, "geometry": geometry}]}))
    return path


def test_an_outline_comes_with_its_view_box(tmp_path: Path) -> None:
    assert read_outlines(drawing(tmp_path / "x.json"), {CODE}) == {CODE: ("M1 2L3 4Z", "0 0 600 798")}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"viewBox": None}, "de viewBox klopt niet"),
        ({"viewBox": "0 0 600"}, "de viewBox klopt niet"),
        ({"viewBox": '0 0 600 798" onload="x'}, "de viewBox klopt niet"),
        ({"shape": {"d": None}}, "de vorm van BU19041210 klopt niet"),
        ({"shape": {"d": 'M1 2"/><script>'}}, "de vorm van BU19041210 klopt niet"),
        ({"shape": {"code": "BU00000000"}}, "BU00000000 is onbekend"),
        ({"shape": {"code": [CODE]}}, "is onbekend"),
        ({"features": []}, "features ontbreekt"),
        ({"features": "x"}, "features ontbreekt"),
        ({"features": [1]}, "features ontbreekt"),
        ({"features": [{"code": CODE, "d": "M1 2Z"}] * 2}, "BU19041210 staat er dubbel in"),
    ],
)
def test_a_broken_drawing_is_refused(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_outlines(drawing(tmp_path / "x.json", **changes), {CODE})
    assert str(refused.value).startswith("x.json: ") and problem in str(refused.value)


def test_an_area_of_two_parts_keeps_both_rings(tmp_path: Path) -> None:
    rings = [[(x, y) for x, y in RING]] * 2
    assert read_polygons(area(tmp_path / "x.geojson", [[RING], [RING]], "MultiPolygon"), {CODE}) == {CODE: rings}


@pytest.mark.parametrize(
    "coordinates",
    [
        None,
        [],
        [[5.0, 52.1]],
        [[[float("nan"), 52.1] for _ in RING]],
        [[[5.0, 52.1]]],
        [RING[:3]],
        [[*RING[:3], [5.2, 52.3]]],
        [[[y, x] for x, y in RING]],
    ],
)
def test_a_broken_area_is_refused(tmp_path: Path, coordinates: Any) -> None:
    """Open rings, too few corners, and corners with latitude first, which would lie outside the country."""
    with pytest.raises(BadFile, match="de vorm van BU19041210 klopt niet"):
        read_polygons(area(tmp_path / "x.geojson", coordinates), {CODE})


def test_a_file_that_stops_halfway_names_its_line(tmp_path: Path) -> None:
    path = area(tmp_path / "x.geojson", [RING])
    path.write_text(path.read_text().replace(", ", ",\n")[:-20])
    with pytest.raises(BadFile, match=r"x.geojson, regel \d+: het bestand is afgebroken of stuk"):
        read_polygons(path, {CODE})


@pytest.mark.parametrize("content", ["[]", "null", "NaN", '{"features": [NaN]}', "[" * 100_000, "9" * 10_000])
def test_json_of_another_form_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(BadFile, match="x.json"):
        read_outlines(path, {CODE})
