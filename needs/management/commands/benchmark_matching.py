"""manage.py benchmark_matching --needs N --offers M --per-need K [--json]: what the engine costs, on nobody's data."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError, connection, transaction
from django.utils.translation import gettext as _

from needs.matching.measuring import Stages, measure
from needs.matching.storing import write
from needs.models import Match

WIDTH = 24  # of the bar, in letters
MOST = 50_000
APART = "CREATE TEMPORARY TABLE needs_match (LIKE needs_match INCLUDING ALL) ON COMMIT DROP"
STAGES = ("candidates", "filters", "flow", "certificate", "storing", "bare solver")


class Command(BaseCommand):
    help = "Measures candidates, flow, certificate and storing on a synthetic neighbourhood. Touches no stored data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--needs", type=int, default=1_000)
        parser.add_argument("--offers", type=int, default=1_000)
        parser.add_argument("--per-need", type=int, default=20, help="candidates for a need")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        sizes = {name: options[name] for name in ("needs", "offers", "per_need")}
        if not all(1 <= size <= MOST for size in sizes.values()):
            raise CommandError(_("Kies getallen van 1 tot %(most)d.") % {"most": MOST})
        stages = Stages(self._say)
        found = measure(**sizes, stages=stages)
        try:
            with stages.stage("storing"):
                store(found["chosen"])
        except ProgrammingError as missing:
            raise CommandError(_("De tabellen zijn er nog niet. Draai eerst manage.py migrate.")) from missing
        certificate = found["certificate"]
        result = {
            **sizes,
            "pairs": found["pairs"],
            "arcs": found["arcs"],
            "chosen": len(found["chosen"]),
            "over_capacity": found["over"],
            "primal": certificate.primal,
            "dual": certificate.dual,
            "gap": certificate.gap,
            "ratio": round(self._engine(stages) / max(stages.rows["bare solver"]["cpu"], 1e-4), 2),
            "stages": stages.rows,
        }
        self.stdout.write(json.dumps(result) if options["json"] else self._table(result))

    def _engine(self, stages: Stages) -> float:
        return stages.rows["flow"]["cpu"] + stages.rows["certificate"]["cpu"]

    def _table(self, result: dict[str, Any]) -> str:
        lines = [f"{'':14}{'cpu s':>9}{'wall s':>9}{'peak MB':>9}"]
        for name in STAGES:
            row = result["stages"][name]
            lines.append(f"{name:14}{row['cpu']:9.3f}{row['wall']:9.3f}{row['peak']:9.0f}")
        lines.append("")
        lines.append(f"{result['pairs']} pairs, {result['chosen']} chosen, {result['over_capacity']} above capacity")
        lines.append(f"primal {result['primal']}, dual {result['dual']}, gap {result['gap']}")
        lines.append(f"flow and certificate: {result['ratio']} × the bare solver on the same network")
        return "\n".join(lines)

    def _say(self, stage: str, part: float) -> None:
        if sys.stderr.isatty():
            done = round(WIDTH * part)
            self.stderr.write(f"\r{stage:14}[{'#' * done}{'.' * (WIDTH - done)}]", ending="\n" if part >= 1 else "")


def store(chosen: list[tuple[int, int, float]]) -> None:
    """With the product's own statement, into a table of this transaction that hides the real one."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(APART)
        write([Match(need_id=need, offer_id=offer, score=score, chosen=True) for need, offer, score in chosen])
        transaction.set_rollback(True)
