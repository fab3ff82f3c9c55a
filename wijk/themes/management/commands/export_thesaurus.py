"""Write the thesaurus of the tables as TOML: to a file, or to the screen."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijk.themes import storing, writing


class Command(BaseCommand):
    help = "Schrijft de thesaurus als TOML, zoals import_thesaurus hem leest."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="zonder bestand: op het scherm")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = storing.rows()
        if not rows:
            raise CommandError("Er is nog geen thesaurus geladen. Draai eerst load_themes.")
        text, path = writing.toml(rows), options["file"]
        if path is None:
            self.stdout.write(text)
            return
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as problem:
            raise CommandError(f"{path} is niet te schrijven: {problem.strerror}") from problem
        self.stdout.write(f"{len(rows)} begrippen, {sum(len(row.terms) for row in rows)} woorden")
