"""Load municipalities, wijken and buurten with their figures and outlines of one year."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from wijk.places import cbs, geo
from wijk.places.models import Buurt, District, Figures, Municipality, Outline

FOLDER = Path(__file__).parents[2] / "data" / "cbs"


class Command(BaseCommand):
    help = "Loads CBS figures and outlines; again, or with another year, updates and never doubles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER)
        parser.add_argument("--year", type=int, default=2024)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tables = cbs.read(options["folder"], options["year"])
        except cbs.BadFile as problem:
            raise CommandError(_("Niets geladen. %(problem)s") % {"problem": problem}) from problem
        with transaction.atomic():
            store(tables, options["year"])
        self.stdout.write(
            f"{len(tables.municipalities)} gemeenten, {len(tables.districts)} wijken, {len(tables.buurten)} buurten, "
            f"{len(tables.outlines)} omtrekken ({options['year']})"
        )


def store(tables: cbs.Tables, year: int) -> None:
    """Areas keyed on code, figures and outlines on code and year."""
    _areas(tables)
    buurten = dict(Buurt.objects.values_list("code", "pk"))
    _of_the_year(tables, year, buurten)
    _adjoin(tables, buurten)


def _areas(tables: cbs.Tables) -> None:
    Municipality.objects.bulk_create(
        [Municipality(code=r.code, name=r.name, province=r.province) for r in tables.municipalities],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "province"],
    )
    gemeenten = dict(Municipality.objects.values_list("code", "pk"))
    District.objects.bulk_create(
        [District(code=r.code, name=r.name, municipality_id=gemeenten[r.parent]) for r in tables.districts],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "municipality"],
    )
    districts = dict(District.objects.values_list("code", "pk"))
    Buurt.objects.bulk_create(
        [
            Buurt(
                code=r.code,
                name=r.name,
                district_id=districts[r.parent],
                longitude=r.point[0] if r.point else None,
                latitude=r.point[1] if r.point else None,
            )
            for r in tables.buurten
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "district", "longitude", "latitude"],
    )


def _of_the_year(tables: cbs.Tables, year: int, buurten: dict[str, int]) -> None:
    rows = [*tables.municipalities, *tables.districts, *tables.buurten]
    Figures.objects.bulk_create(
        [Figures(code=r.code, year=year, **r.figures) for r in rows],
        update_conflicts=True,
        unique_fields=["code", "year"],
        update_fields=list(cbs.FIGURES),
    )
    Outline.objects.bulk_create(
        [Outline(buurt_id=buurten[code], year=year, path=d, view_box=v) for code, (d, v) in tables.outlines.items()],
        update_conflicts=True,
        unique_fields=["buurt", "year"],
        update_fields=["path", "view_box"],
    )


def _adjoin(tables: cbs.Tables, buurten: dict[str, int]) -> None:
    through = Buurt.adjoining.through
    pairs = geo.beside(tables.polygons)
    through._base_manager.filter(from_buurt_id__in=[buurten[row.code] for row in tables.buurten]).delete()
    through._base_manager.bulk_create(
        through(from_buurt_id=buurten[a], to_buurt_id=buurten[b]) for pair in pairs for a, b in (pair, pair[::-1])
    )
