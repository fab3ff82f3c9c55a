"""Acting for somebody else on this floor: who may, and the line in the journal that says so."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from members.models import Mandate, Role, User
from wijk import journal

if TYPE_CHECKING:
    from needs.models import Need


def theirs(person: Any, scope: str, path: str = "asker") -> Q:
    """The condition that a row's asker lets `person` act, for at least `scope`; `path` leads to the asker."""
    return Q(**{f"{path}__in": Mandate.objects.allowing(scope).filter(agent=person).values("person")})


def mandate(person: Any, asker: User, scope: str) -> Mandate | None:
    found: Mandate | None = Mandate.objects.allowing(scope).filter(agent=person, person=asker).first()
    return found


def note(need: "Need", by: Any, scope: str = Mandate.Scope.ANSWER) -> bool:
    """Whether `by` acts for the asker of this need; if so it is written down, in the caller's transaction."""
    found = mandate(by, need.asker, scope)
    if found is None:
        return False
    journal.write("mandate.used", found, by=by, neighbourhood=need.neighbourhood, need=need.pk, person=need.asker_id)
    return True


def is_for_asker(need: "Need", person: Any) -> bool:
    """Looks from the asker's side without being the asker or the coordinator."""
    if person.pk == need.asker_id or person.has_role(need.neighbourhood, Role.COORDINATOR):
        return False
    return mandate(person, need.asker, Mandate.Scope.SEE) is not None
