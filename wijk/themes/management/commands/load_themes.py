"""Load themes, concepts and their words from the product's TOML."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wijk.themes.models import Concept, Term, Theme

FOLDER = Path(__file__).parents[2] / "data"
MARKS = {"~": Term.Weight.WEAK, "!": Term.Weight.COUNTER}


class Command(BaseCommand):
    help = "Loads themes and the thesaurus; again updates and never doubles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        themes = _read(options["folder"] / "themes.toml")["theme"]
        concepts = _read(options["folder"] / "thesaurus.toml")
        with transaction.atomic():
            _store_themes(themes)
            _store_concepts(concepts)
        self.stdout.write(
            f"{Theme.objects.count()} thema's, {Concept.objects.count()} begrippen, {Term.objects.count()} woorden"
        )


def _read(path: Path) -> Any:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise CommandError(f"Niets geladen. {path.name}: {problem}") from problem


def _store_themes(themes: list[dict[str, Any]]) -> None:
    Theme.objects.bulk_create(
        [
            Theme(
                code=theme["code"],
                label=theme["label"],
                area=theme["code"][0],
                risk=theme["risk"],
                together=theme["together"],
                straight_to=theme.get("straight_to", ""),
                order=number,
            )
            for number, theme in enumerate(themes)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["label", "area", "risk", "together", "straight_to", "order"],
    )


def _store_concepts(concepts: dict[str, Any]) -> None:
    themes = {theme.code: theme for theme in Theme.objects.all()}
    Concept.objects.bulk_create(
        [
            Concept(code=code, label=entry["label"], area=entry["thema"], theme=themes.get(entry.get("code", "")))
            for code, entry in concepts.items()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["label", "area", "theme"],
    )
    stored = dict(Concept.objects.values_list("code", "pk"))
    terms = {}
    for code, entry in concepts.items():
        for text in (part.strip() for part in entry["termen"].split(",")):
            bare = text.lstrip("~!").strip()[:80]
            if bare:
                weight = MARKS.get(text[0], Term.Weight.PREFIX if bare.endswith("*") else Term.Weight.PLAIN)
                terms[stored[code], bare] = Term(concept_id=stored[code], text=bare, weight=weight)
    Term.objects.bulk_create(
        terms.values(), update_conflicts=True, unique_fields=["concept", "text"], update_fields=["weight"]
    )
