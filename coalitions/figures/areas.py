"""The buurten of a wijk with their outline and CBS figures: the map and the table say the same."""

from dataclasses import dataclass

from wijk.places.drawing import Drawing, Shape, draw
from wijk.places.models import Figures, Neighbourhood, Outline

STEPS = (15, 20, 28)  # percent of 65 and older; from each on the next, darker shade
DARK = 3  # from this shade on a number in the area is white


@dataclass(frozen=True)
class Area:
    number: int
    name: str
    inhabitants: int | None
    old: int | None  # percent of 65 and older, rounded; None where CBS leaves it out
    shape: Shape | None

    @property
    def shade(self) -> int:
        """1 to 4; 0 when it is not known."""
        return 0 if self.old is None else 1 + sum(self.old >= step for step in STEPS)

    @property
    def dark(self) -> bool:
        return self.shade >= DARK


@dataclass(frozen=True)
class AreaMap:
    year: int | None
    view_box: str
    areas: list[Area]

    @property
    def inhabitants(self) -> int:
        return sum(area.inhabitants or 0 for area in self.areas)

    @property
    def drawn(self) -> list[Area]:
        """Strips first, so that they lie behind the others."""
        known = [area for area in self.areas if area.shape is not None and area.shape.path]
        return sorted(known, key=lambda area: not (area.shape and area.shape.strip))


def area_map(wijk: Neighbourhood) -> AreaMap:
    """Three queries, however many buurten; the newest year that has figures."""
    buurten = list(wijk.buurten.order_by("name"))
    figures = {row.code: row for row in Figures.objects.filter(code__in=[b.code for b in buurten]).order_by("year")}
    outlines = {row.buurt_id: row.path for row in Outline.objects.filter(buurt__in=buurten).order_by("year")}
    nobody = {code for code, row in figures.items() if not row.inhabitants}  # a ring road, a business park
    buurten = [buurt for buurt in buurten if buurt.code not in nobody]
    known = [buurt for buurt in buurten if buurt.pk in outlines]
    drawing = draw(outlines[buurt.pk] for buurt in known) or Drawing("0 0 1 1", [])
    shapes = dict(zip((buurt.pk for buurt in known), drawing.shapes, strict=True))
    areas = [
        _area(number, buurt.name, figures.get(buurt.code), shapes.get(buurt.pk))
        for number, buurt in enumerate(buurten, 1)
    ]
    return AreaMap(max((row.year for row in figures.values()), default=None), drawing.view_box, areas)


def _area(number: int, name: str, row: Figures | None, shape: Shape | None) -> Area:
    people, old = (row.inhabitants, row.old) if row else (None, None)
    return Area(number, name, people, round(100 * old / people) if people and old is not None else None, shape)
