"""Near and far: distances that an atlas knows, and buurten of which a map shows that they touch."""

import random
from functools import cache
from itertools import combinations

import pytest

from wijk.places import cbs, geo
from wijk.places.management.commands.load_cbs import FOLDER

UTRECHT, THE_HAGUE = (5.1214, 52.0907), (4.3007, 52.0705)


@cache
def tables() -> cbs.Tables:
    return cbs.read(FOLDER, 2024)


def beside(code: str) -> set[str]:
    names = {row.code: row.name for row in tables().buurten}
    return {names[b if a == code else a] for a, b in geo.beside(tables().polygons) if code in (a, b)}


def test_from_utrecht_to_the_hague_as_the_crow_flies() -> None:
    assert round(geo.metres(UTRECHT, THE_HAGUE) / 1000) == 56
    assert geo.metres(UTRECHT, UTRECHT) == 0
    assert geo.metres(UTRECHT, THE_HAGUE) == geo.metres(THE_HAGUE, UTRECHT)


def test_the_buurten_around_zebraspoor_are_those_on_the_map() -> None:
    assert beside("BU19041210") == {
        "Kamelenspoor",
        "Pauwenkamp",
        "Spechtenkamp",
        "Valkenkamp",
        "Verbindingswegen",
        "Zwanenkamp",
    }


def test_every_buurt_with_an_outline_has_a_neighbour() -> None:
    """The roads between the buurten of Maarssenbroek are a buurt of their own, and touch nearly all of them."""
    around: dict[str, int] = dict.fromkeys(tables().polygons, 0)
    for pair in geo.beside(tables().polygons):
        for code in pair:
            around[code] += 1
    assert (len(around), around.pop("BU19041201"), min(around.values()), max(around.values())) == (400, 31, 1, 13)


def test_municipalities_that_do_not_touch_share_no_border() -> None:
    towns = {frozenset((a[2:6], b[2:6])) for a, b in geo.beside(tables().polygons) if a[2:6] != b[2:6]}
    assert towns <= {frozenset(("1904", "0344")), frozenset(("0344", "0355"))}  # Utrecht lies beside both


def square(longitude: float, latitude: float, size: float = 0.001) -> list[list[geo.Point]]:
    corners = [(0.0, 0.0), (size, 0.0), (size, size), (0.0, size), (0.0, 0.0)]
    return [[(longitude + x, latitude + y) for x, y in corners]]


@pytest.mark.parametrize("latitude", [50.8, 52.1, 53.5])
@pytest.mark.parametrize(("gap", "touch"), [(0, True), (59.5, True), (62, False)])
def test_sixty_metres_apart_is_beside_in_the_whole_country(latitude: float, gap: float, touch: bool) -> None:
    """Wherever the lines of the grid happen to fall between the two."""
    step = gap / geo.metres((5.0, latitude), (6.0, latitude))
    for n in range(120):  # 120 steps of 0.6 metre are wider than a square of the grid
        west = 5.0 + n * 0.000_009
        pair = {"a": square(west, latitude, 0.0002), "b": square(west + 0.0002 + step, latitude, 0.0002)}
        assert geo.beside(pair) == ({("a", "b")} if touch else set())


def test_a_long_straight_border_without_corners_is_seen() -> None:
    long_side = [[(5.0, 52.0), (5.0, 52.1), (4.9, 52.1), (5.0, 52.0)]]
    assert geo.beside({"a": long_side, "b": square(5.0001, 52.05)}) == {("a", "b")}


def test_the_grid_finds_what_comparing_all_corners_finds() -> None:
    dice = random.Random(8)  # noqa: S311 -- the same places on every run
    places = {f"p{n:02}": square(5 + dice.random() / 100, 53.4 + dice.random() / 100, 0.0005) for n in range(30)}
    dense = {code: list(geo._dense(rings, geo.BESIDE)) for code, rings in places.items()}
    slow = {
        (a, b)
        for a, b in combinations(sorted(places), 2)
        if any(geo.metres(p, q) <= geo.BESIDE for p in dense[a] for q in dense[b])
    }
    assert geo.beside(places) == slow and slow
