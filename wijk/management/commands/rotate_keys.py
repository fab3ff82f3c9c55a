"""manage.py rotate_keys: seal everything with the newest key of FIELD_KEYS, so that an old one may be retired.

Every floor says in its `rotating.py` what it keeps sealed. The command may be stopped and started again: what the
newest key opens already is left alone.
"""

from typing import Any

from django.core.management.base import BaseCommand

from members.floors import from_the_top

EVERY = 500  # rows between two lines of progress


class Command(BaseCommand):
    help = "Seals everything with the newest key of FIELD_KEYS; after that the oldest one may go."

    def handle(self, *args: Any, **options: Any) -> None:
        seen = anew = 0
        for floor in from_the_top("rotating"):
            for changed in floor.rotate():
                seen, anew = seen + 1, anew + changed
                if seen % EVERY == 0 and options["verbosity"]:
                    self.stdout.write(f"{seen} looked at, {anew} sealed anew")
        if options["verbosity"]:
            self.stdout.write(f"Done: {seen} looked at, {anew} sealed anew.")
