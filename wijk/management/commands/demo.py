"""Three co-operatives on this machine, with web, worker and beat. Only on the embedded database, only on localhost."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from wijk import embedded
from wijk.management.demo import built, locks, runner, seed
from wijk.management.demo.places import PLACES
from wijk.management.translations.catalogues import compile_stale

PEOPLE = [
    ("samira", "buurtverbinder: Vandaag, vragen, voorstellen"),
    ("jeroen", "buurtverbinder, in dienst van Welzijn"),
    ("ineke", "bestuur: geeft rollen"),
    ("kees", "vrijwilliger aan de balie: voert vragen in, leest er geen"),
    ("nadia", "verwijzer: vraagt iets voor een cliënt"),
    ("buur1", "bewoner"),
    ("welzijn", "medewerker van Welzijn; ook: gemeente2, zorg, woningcorporatie"),
    ("beheer", "beheerder van de gemeente: /beheer/"),
]


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


class Command(BaseCommand):
    help = "Runs the demo at http://localhost:8000."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only fill the database")
        parser.add_argument("--fresh", action="store_true", help="throw away what is there and fill again")

    def handle(self, *args: Any, **options: Any) -> None:
        if not embedded.in_use():
            raise CommandError(_("De demo draait alleen op de ingebouwde database. Haal DATABASE_URL weg."))
        if not options["no_serve"] and not runner.port_is_free(options["port"]):
            raise CommandError(
                _("Poort %(port)s is bezet. Kies een andere: manage.py demo --port 8001") % {"port": options["port"]}
            )
        migrate()
        compile_stale()
        if options["fresh"]:
            call_command("flush", database="owner", verbosity=0, interactive=False)
        if not seed.is_seeded():
            self.stdout.write("wijk: drie wijken worden gevuld, dat duurt ongeveer een minuut")
            seed.seed()
        locks.give()  # also in a demo that was filled before there were locks
        if options["no_serve"]:
            return
        built.build()
        raise SystemExit(runner.run(options["port"], lambda: self._announce(options["port"])))

    def _announce(self, port: int) -> None:
        lines = ["", f"De site staat op http://localhost:{port}/ (Ctrl-C stopt alles)", ""]
        lines += [f"  http://localhost:{port}/{slug}/   {name}" for slug, name, *_rest in PLACES]
        lines += [
            "",
            f"Inloggen op http://localhost:{port}/toegang/ ; de code staat op het scherm, ook die van de tweede stap.",
            "",
        ]
        slug = PLACES[0][0]
        lines += [f"  {name + '@' + slug + '.example':40} {what}" for name, what in PEOPLE]
        lines += [f"  {'techniek@wijk.example':40} technisch beheer: /beheer/", ""]
        others = " en ".join(f"@{place[0]}.example" for place in PLACES[1:])
        lines.append(f"  In de andere wijken: dezelfde namen met {others}.")
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
