"""The outlines of a wijk's buurten, put together to fill one picture, with a spot for a number in each. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import dist, pi

Point = tuple[float, float]
WIDTH, MARGIN = 600.0, 12.0  # units of the picture
STRIP = 0.1  # 1 is a circle; below this an area is a road or a bank: it sets no frame and carries no number
COMMAND = re.compile(r"([MLHVZmlhvz])([^MLHVZmlhvz]*)")
NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+")


@dataclass(frozen=True)
class Shape:
    path: str
    x: float  # where a number may stand, centred
    y: float
    strip: bool = False  # too thin for a number


@dataclass(frozen=True)
class Drawing:
    view_box: str
    shapes: list[Shape]


def draw(paths: Iterable[str]) -> Drawing | None:
    """SVG paths of straight lines, all in one frame → the same shapes filling a picture of WIDTH; None for none."""
    areas = [rings(path) for path in paths]
    framing = [area for area in areas if area and not _is_strip(area)] or areas
    corners = [point for area in framing for ring in area for point in ring]
    if not corners:
        return None
    left, top = min(x for x, _y in corners), min(y for _x, y in corners)
    wide = max(x for x, _y in corners) - left
    tall = max(y for _x, y in corners) - top
    scale = (WIDTH - 2 * MARGIN) / (max(wide, tall * 0.75) or 1)

    def put(point: Point) -> Point:
        return (point[0] - left) * scale + MARGIN, (point[1] - top) * scale + MARGIN

    shapes = [_shape([[put(point) for point in ring] for ring in area]) for area in areas]
    return Drawing(f"0 0 {wide * scale + 2 * MARGIN:.0f} {tall * scale + 2 * MARGIN:.0f}", shapes)


def rings(path: str) -> list[list[Point]]:
    """The corners of each closed line of a path with M, L, H, V and Z, absolute or relative."""
    found: list[list[Point]] = []
    x = y = 0.0
    for command, rest in COMMAND.findall(path):
        numbers = [float(number) for number in NUMBER.findall(rest)]
        near, kind = command.islower(), command.upper()
        if kind == "Z":
            if found:
                x, y = found[-1][0]
            continue
        steps = [(n, None) for n in numbers] if kind == "H" else [(None, n) for n in numbers]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=False)) if kind in "ML" else steps
        for first, (to_x, to_y) in enumerate(pairs):
            x = x if to_x is None else to_x + (x if near else 0)
            y = y if to_y is None else to_y + (y if near else 0)
            if kind == "M" and first == 0:
                found.append([])
            found[-1].append((x, y))
    return [ring for ring in found if len(ring) > 2]


def _shape(area: list[list[Point]]) -> Shape:
    path = "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "z" for ring in area)
    x, y = _inside(max(area, key=lambda ring: abs(_surface(ring)))) if area else (0.0, 0.0)
    return Shape(path, round(x), round(y), bool(area) and _is_strip(area))


def _is_strip(area: list[list[Point]]) -> bool:
    around = sum(dist(a, b) for ring in area for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    return around == 0 or 4 * pi * sum(abs(_surface(ring)) for ring in area) / around**2 < STRIP


def _surface(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _inside(ring: list[Point]) -> Point:
    """The point of a coarse grid that lies inside and farthest from every edge; a bent buurt keeps its number in."""
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    steps = range(1, 20)
    grid = [
        (min(xs) + (max(xs) - min(xs)) * i / 20, min(ys) + (max(ys) - min(ys)) * j / 20) for i in steps for j in steps
    ]
    inner = [point for point in grid if _holds(ring, point)] or [(sum(xs) / len(xs), sum(ys) / len(ys))]
    return max(inner, key=lambda point: min(_far(point, a, b) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)))


def _holds(ring: list[Point], point: Point) -> bool:
    x, y = point
    crossed = 0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed += 1
    return crossed % 2 == 1


def _far(point: Point, a: Point, b: Point) -> float:
    """Squared distance of a point to the line from a to b."""
    (x, y), (ax, ay), (bx, by) = point, a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
    return (x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2
