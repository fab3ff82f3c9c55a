"""How long we keep what, why, and what a sweep would take now. Changes nothing without --sweep."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from members import retention


class Command(BaseCommand):
    help = "Print the periods and what would go now; with --sweep it goes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sweep", action="store_true", help="take it now instead of tonight")

    def handle(self, *args: Any, **options: Any) -> None:
        for kept, count in retention.due():
            self.stdout.write(f"{count:>7}  {kept.days:>4} d  {kept.code:<10} {kept.what}. {kept.why}")
        if options["sweep"]:
            self.stdout.write(f"{sum(retention.sweep().values())} rows taken.")
        else:
            self.stdout.write("Nothing was changed.")
