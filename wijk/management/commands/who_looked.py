"""manage.py who_looked --actor coby@voorbeeld.example --since 2026-11-01 --until 2026-11-02

What did one person see between two moments, and about whom: for technical administration and the functionaris
gegevensbescherming, when a data breach must be reported within 72 hours. Numbers and codes, tab-separated; a name is
looked up in the admin. A list names everybody who stood on it.
"""

from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from members.models import User
from needs.models import Need
from wijk.journal.models import Look
from wijk.places.scopes import EVERYWHERE

REASON = "what one person saw, for a report"
HEAD = "moment	rol	organisatie	wat	rij	over wie	grond	reden".split("\t")
AT_ONCE = 2000


class Command(BaseCommand):
    help = "Lists what one person saw between two moments, and about whom."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--actor", required=True, help="e-mail address or number of a person")
        parser.add_argument("--since", required=True, help="2026-11-01 or 2026-11-01T09:30")
        parser.add_argument("--until", required=True, help="the first moment that does not count any more")

    def handle(self, *args: Any, **options: Any) -> None:
        start, end = moment(options["since"]), moment(options["until"])
        self.stdout.write("\t".join(HEAD))
        for line in report(number_of(options["actor"]), start, end):
            self.stdout.write("\t".join(line))


def number_of(typed: str) -> int:
    """A person who is gone is asked for by number. Raises CommandError for an address that nobody has."""
    if typed.isdecimal():
        return int(typed)
    person = User.objects.filter(email=typed.strip().lower()).first()
    if person is None:
        raise CommandError(f"Niemand heeft het adres {typed}.")
    return int(person.pk)


def moment(typed: str) -> datetime:
    """In the time zone of the site. Raises CommandError for what is no moment."""
    try:
        day = parse_date(typed)
        found = datetime.combine(day, time()) if day else parse_datetime(typed)
    except ValueError as problem:
        raise CommandError(f"{typed} is geen moment.") from problem
    if found is None:
        raise CommandError(f"{typed} is geen moment.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def report(actor: int, start: datetime, end: datetime) -> Iterator[list[str]]:
    """Every look in order of time, with the numbers of all people whom it showed."""
    rows = Look.objects.within(EVERYWHERE, reason=REASON).filter(actor=actor).between(start, end).order_by("at", "pk")
    left = rows.iterator(chunk_size=AT_ONCE)
    while some := list(islice(left, AT_ONCE)):
        askers = _askers(some)
        for look in some:
            about = _about(look, askers)
            yield [
                timezone.localtime(look.at).isoformat(timespec="seconds"),
                look.role,
                str(look.organisation or ""),
                look.action,
                f"{look.object}:{look.object_id or ','.join(map(str, look.ids))}",
                ",".join(map(str, sorted(about))),
                look.ground,
                f"{look.purpose} {look.words}".strip().replace("\t", " "),
            ]


def _askers(some: list[Look]) -> dict[int, int]:
    numbers = {number for look in some if look.object == "needs.need" for number in look.ids}
    return dict(Need.objects.within(EVERYWHERE, reason=REASON).filter(pk__in=numbers).values_list("pk", "asker"))


def _about(look: Look, askers: dict[int, int]) -> set[int]:
    if look.subject is not None:
        return {look.subject}
    if look.object == "members.user":
        return set(look.ids)
    return {askers[number] for number in look.ids if number in askers}
