"""Load themes, concepts and their words from the product's TOML."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from wijk.places.cbs import BadFile
from wijk.themes import reference
from wijk.themes.models import Concept, Term, Theme

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
            _store_concepts(concepts)
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


def _store_concepts(rows: list[reference.ConceptRow]) -> None:
    themes = dict(Theme.objects.values_list("code", "pk"))
    Concept.objects.bulk_create(
        [
            Concept(
                code=row.code,
                label=row.label,
                area=row.area,
                theme_id=themes.get(row.theme),
                straight_to=row.straight_to,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["label", "area", "theme", "straight_to"],
    )
    stored = dict(Concept.objects.values_list("code", "pk"))
    Term.objects.bulk_create(
        [Term(concept_id=stored[row.code], text=text, weight=weight) for row in rows for text, weight in row.terms],
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["concept", "text"],
        update_fields=["weight"],
    )
