"""Measure the matching on a labelled set, beside what any search engine would do."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from needs.management.bar import bar
from needs.matching.evaluation.engine import GIVEN
from needs.matching.evaluation.halves import HALVES, WIDEST, half
from needs.matching.evaluation.labelled import Text, read
from needs.matching.evaluation.report import report
from wijk.places.cbs import BadFile


class Command(BaseCommand):
    help = "Meet de koppeling op een map met intents.json, needs.jsonl en offers.jsonl. Er verandert niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--given", default="none", help="none, theme, kind of theme,kind")
        parser.add_argument("--intents", choices=HALVES, help="alleen deze helft van de onderwerpen")
        parser.add_argument("--json", action="store_true", help="alles als één regel JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        given = _given(options["given"])
        try:
            labelled = read(options["folder"])
        except BadFile as problem:
            raise CommandError(_("Niets gemeten. %(problem)s") % {"problem": problem}) from problem
        needs = half(labelled, options["intents"]) if options["intents"] else labelled.needs
        if not needs:
            raise CommandError(_("Niets gemeten. Er zijn geen vragen in deze helft."))
        found = report(labelled, given, needs, self._watch)
        self.stdout.write(json.dumps(found, ensure_ascii=False) if options["json"] else _as_text(found))

    def _watch(self, needs: Iterable[Text], name: str) -> Iterable[Text]:
        return bar(needs, name, sys.stderr)


def _given(text: str) -> frozenset[str]:
    names = frozenset(part.strip() for part in text.split(",")) - {"none"}
    if unknown := sorted(names - set(GIVEN)):
        words = _("Niets gemeten. --given kent '%(word)s' niet. Wel: none, theme, kind en theme,kind.")
        raise CommandError(words % {"word": unknown[0]})
    return names


def _as_text(found: dict[str, Any]) -> str:
    names = list(found["figures"]["engine"])
    rows = {**found["figures"], **{f"engine, helft {n}": found["halves"][n] for n in HALVES if n in found["halves"]}}
    known = ", ".join(found["given"]) or "niets"
    lines = [
        f"{found['needs']} vragen, {found['offers']} keer aanbod, bekend: {known}",
        f"{'':18}" + "".join(f"{name:>16}" for name in names),
        *(f"{name:18}" + "".join(f"{row[key]:16.3f}" for key in names) for name, row in rows.items()),
        f"engine ndcg@5: 95 % tussen {found['interval'][0]:.3f} en {found['interval'][1]:.3f}",
        f"{found['times best baseline']:.2f} × de beste vergelijking ({found['best baseline']}); voorsprong 95 % "
        f"tussen {found['lead interval'][0]:.3f} en {found['lead interval'][1]:.3f}",
        f"goed begrip bij de vijf suggesties: {found['right concept among five']:.1%}",
        "nog geen goed voorstel: " + ", ".join(f"{name} {value:.3f}" for name, value in found["refusals"].items()),
        f"{found['milliseconds a need']:.2f} ms rekentijd per vraag",
    ]
    if "gap" in found["halves"]:
        gap = found["halves"]["gap"]
        warning = "  LET OP: te groot" if gap > WIDEST else ""
        lines.append(f"verschil tussen de helften: {gap:+.3f}{warning}")
    return "\n".join(lines)
