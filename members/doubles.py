"""Who may stand in the books twice: the same number, the same address, or the same name. A hint, never a proof."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from members.models import Departure, User
from wijk.places.models import Neighbourhood

PHONE, MAIL, NAME = "phone", "mail", "name"
WHY = {PHONE: _("zelfde telefoonnummer"), MAIL: _("zelfde e-mailadres"), NAME: _("zelfde naam")}


@dataclass
class Pair:
    """`first` came first; `why` are reasons from WHY, the strongest first."""

    first: User
    second: User
    why: list[str] = field(default_factory=list)

    @property
    def reasons(self) -> list[Any]:
        return [WHY[code] for code in self.why]


def likely(neighbourhood: Neighbourhood) -> list[Pair]:
    """Pairs of people of this neighbourhood, most reasons first. Of three alike the first stands in two pairs."""
    gone = Departure.objects.filter(back_at=None).values("person")
    people = User.objects.here(neighbourhood).filter(is_active=True).exclude(pk__in=gone)
    return pairs(people.only("pk", "name", "phone", "email", "typed_email").order_by("pk"))


def pairs(people: Iterable[User]) -> list[Pair]:
    alike: dict[tuple[str, str], list[User]] = defaultdict(list)
    for person in people:
        for key in _keys(person):
            alike[key].append(person)
    found: dict[tuple[int, int], Pair] = {}
    for code in WHY:
        for first, *others in (rows for (why, _value), rows in alike.items() if why == code):
            for other in others:
                found.setdefault((first.pk, other.pk), Pair(first, other)).why.append(code)
    return sorted(found.values(), key=lambda pair: (-len(pair.why), list(WHY).index(pair.why[0]), pair.second.pk))


def _keys(person: User) -> set[tuple[str, str]]:
    mails = {person.email or "", person.typed_email}
    keys = {(PHONE, person.phone), (NAME, " ".join(person.name.casefold().split()))}
    return {(why, value) for why, value in keys | {(MAIL, mail) for mail in mails} if value}
