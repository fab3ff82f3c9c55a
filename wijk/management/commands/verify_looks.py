"""manage.py verify_looks: check every seal of the log of who looked. Ends with an error when one no longer fits."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijk.journal import seals


class Command(BaseCommand):
    help = "Checks that no look was changed, removed or slipped in after it was sealed."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = list(seals.broken())
        for seal in wrong:
            self.stderr.write(f"The looks before {seal.until.isoformat()} are not what was sealed.")
        if wrong:
            raise CommandError(f"{len(wrong)} seals do not fit.")
        self.stdout.write(f"{seals.Seal.objects.count()} seals fit.")
