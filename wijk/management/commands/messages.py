"""The catalogues: bring them up to date, look whether they are in step, or compile what changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijk.management.translations.catalogues import CATALOGUES, compile_stale, updated


class Command(BaseCommand):
    help = "Updates the translation catalogues; --check only looks, --compile writes what the site reads."
    requires_system_checks: list[str] = []  # needs no database and no settings of a server

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="fail when a catalogue is out of step")
        what.add_argument("--compile", action="store_true", help="write the .mo files that are stale")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            self.stdout.write(f"wijk: compiled {', '.join(compile_stale()) or 'nothing, all is fresh'}")
        elif options["check"]:
            self._check()
        else:
            self._update()
            compile_stale()

    def _check(self) -> None:
        from wijk.management.translations import extracting, gate  # Babel is a library of developers

        template = extracting.template()
        found = gate.source_findings(template)
        for catalogue in CATALOGUES:
            found += gate.findings(catalogue, catalogue.read(), template)
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} findings. Run `make messages`, then translate."]))
        self.stdout.write(f"wijk: {len(template)} strings, every catalogue in step")

    def _update(self) -> None:
        from wijk.management.translations import extracting  # Babel is a library of developers

        template = extracting.template()
        for catalogue in CATALOGUES:
            fresh = updated(catalogue, catalogue.read(), template)
            fresh.save(str(catalogue.path))
            todo = len(fresh.untranslated_entries()) + len(fresh.fuzzy_entries())
            self.stdout.write(f"{catalogue.locale}: {len(fresh)} strings, {todo} to translate")
