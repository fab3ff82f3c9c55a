"""Load themes, concepts and their words from the product's TOML."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from wijk.places.cbs import BadFile
from wijk.themes import reference
from wijk.themes.models import Theme
from wijk.themes.storing import store

FOLDER = Path(__file__).parents[2] / "data"


class Command(BaseCommand):
    help = "Loads themes and the thesaurus; again updates, and never doubles or throws away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            themes, concepts = reference.read(options["folder"])
        except BadFile as problem:
            raise CommandError(_("Niets geladen. %(problem)s") % {"problem": problem}) from problem
        with transaction.atomic():
            _store_themes(themes)
            store(concepts, by=None)
        words = sum(len(row.terms) for row in concepts)
        self.stdout.write(f"{len(themes)} thema's, {len(concepts)} begrippen, {words} woorden")


def _store_themes(rows: list[reference.ThemeRow]) -> None:
    """`active` stays as people set it."""
    Theme.objects.bulk_create(
        [
            Theme(
                code=row.code,
                label=row.label,
                area=row.code[0],
                risk=row.risk,
                together=row.together,
                straight_to=row.straight_to,
                order=number,
            )
            for number, row in enumerate(rows)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["label", "area", "risk", "together", "straight_to", "order"],
    )
