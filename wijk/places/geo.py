"""Near and far, pure: distances in metres, and which buurten lie beside each other."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

Point = tuple[float, float]  # longitude, latitude in degrees, WGS84
EARTH = 6_371_000  # metres
BESIDE = 60  # metres between outlines that count as touching; the outlines are up to 65 m off, median 21 m


def metres(a: Point, b: Point) -> float:
    """As the crow flies (haversine)."""
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


def beside(polygons: Mapping[str, list[list[Point]]], within: float = BESIDE) -> set[tuple[str, str]]:
    """Pairs of codes, in order, of which two corners lie within `within` metres of each other.

    Corners go into a grid of squares as wide as `within`, so each is only compared with those close by.
    """
    squares: dict[tuple[int, int], list[tuple[str, Point]]] = defaultdict(list)
    for code, rings in polygons.items():
        for point in _dense(rings, within):
            squares[_square(point, within)].append((code, point))
    pairs: set[tuple[str, str]] = set()
    for (x, y), here in squares.items():
        near = [item for dx in (-1, 0, 1) for dy in (-1, 0, 1) for item in squares.get((x + dx, y + dy), ())]
        for code, point in here:
            for other, spot in near:
                if code < other and (code, other) not in pairs and metres(point, spot) <= within:
                    pairs.add((code, other))
    return pairs


def _dense(rings: list[list[Point]], step: float) -> Iterable[Point]:
    """Corners, with points between them so that a long straight border is seen too."""
    for ring in rings:
        for a, b in zip(ring, ring[1:], strict=False):
            count = max(1, math.ceil(metres(a, b) / step))
            for n in range(count):
                yield (a[0] + (b[0] - a[0]) * n / count, a[1] + (b[1] - a[1]) * n / count)


def _square(point: Point, size: float) -> tuple[int, int]:
    """Metres per degree, rounded down for the north of the country: a square is never narrower than `size`."""
    return int(point[0] * 65_000 / size), int(point[1] * 111_000 / size)
