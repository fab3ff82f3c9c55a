"""Bring concepts and words from TOML into the tables, or show what that would do."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from needs.vocabulary.trying import attempt
from wijk.places.cbs import BadFile
from wijk.places.cbs.refused import text_of
from wijk.themes import reference, storing
from wijk.themes.models import Theme


class Command(BaseCommand):
    help = "Leest een thesaurus uit TOML. Een fout bestand wordt in zijn geheel geweigerd, met de regel."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="wat niet in het bestand staat gaat weg")
        parser.add_argument("--preview", action="store_true", help="bewaar niets, zeg alleen wat het zou doen")
        parser.add_argument("--evaluate", type=Path, help="map met een proefset: ndcg@5 voor en na (met --preview)")

    def handle(self, *args: Any, **options: Any) -> None:
        path, away = options["file"], options["replace"]
        try:
            themes = set(Theme.objects.values_list("code", flat=True))
            rows = reference.concepts(text_of(path), themes, path.name)
            if options["preview"]:
                self._preview(rows, away, options["evaluate"])
        except BadFile as problem:
            raise CommandError(f"Niets geladen. {problem}") from problem
        if not options["preview"]:
            did = storing.store(rows, by=None, words_go=away, concepts_go=away)
            self.stdout.write(f"Bewaard. {did}")

    def _preview(self, rows: list[reference.ConceptRow], away: bool, folder: Path | None) -> None:
        counted = storing.store(rows, by=None, words_go=away, concepts_go=away, keep=False)
        trial = attempt(rows, words_go=away, concepts_go=away, folder=folder)
        pairs = [f"+ {label}: {count}" for label, count in trial.told.gained]
        pairs += [f"- {label}: {count}" for label, count in trial.told.lost]
        self.stdout.write("\n".join([f"Niets bewaard. {counted}", *trial.told.lines, *pairs]))
        if trial.ndcg:
            self.stdout.write(f"ndcg@5: {trial.ndcg[0]:.3f} wordt {trial.ndcg[1]:.3f}")
