"""After a backup was put back: forget again whoever asked for it, from the ledger in the table and in the file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import Erasure


class Command(BaseCommand):
    help = "Forget again, after a restore, everybody who was forgotten before. May be run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ledger", nargs="*", help="ledger files; without any, ERASURE_LEDGER")

    def handle(self, *args: Any, **options: Any) -> None:
        files = [Path(name) for name in options["ledger"] or [settings.ERASURE_LEDGER]]
        if missing := [str(path) for path in files if not path.exists()]:
            raise CommandError(f"No ledger at {', '.join(missing)}: who was forgotten since the backup is not known.")
        lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
        done = Erasure.objects.replay(lines)
        self.stdout.write(f"{len(lines)} lines read, {done} people forgotten again.")
