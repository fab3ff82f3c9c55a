"""Who sees whom on this floor.

- Oneself.
- The coordinator: everybody with a role in the own neighbourhood.
- The board: everybody with a role that it can give or end; so everybody in the own neighbourhood, by name.
- Nobody else. A helper and an asker see each other on a proposal, which has its own page (`needs/privacy.py`).
"""

from typing import Any

from django.db.models import Q


def people_visible_to(person: Any) -> Q:
    if not person.is_authenticated:
        return Q(pk__in=())
    theirs = person.coordinated_neighbourhoods() | person.governed_neighbourhoods()
    return Q(pk=person.pk) | Q(memberships__neighbourhood__in=theirs, memberships__until=None)
