"""Who may be asked to do it together. Looked at when a bundle is found, asked, answered and made: things change."""

from collections.abc import Iterable
from typing import Any

from members.models import Departure, Membership, User
from needs import lifecycle
from needs.models import Contact, Need
from needs.models.need import CAREFUL
from needs.roads import Road
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme
from wijk.themes.thesaurus import Thesaurus

REASON = "who may be asked to do it together"


def may_be_asked(needs: Iterable[Need]) -> set[int]:
    """Ids of those that are searched for among neighbours, whose asker is here; a careful one only when spoken to.

    Never a private need, possible danger, or what goes straight to an organisation.
    """
    rows = [need for need in needs if _is_open(need)]
    askers = {need.asker_id for need in rows}
    gone = Departure.objects.filter(person__in=askers, back_at=None).values_list("person", flat=True)
    away = {*gone, *User.objects.filter(pk__in=askers, is_active=False).values_list("pk", flat=True)}
    here = [need for need in rows if need.asker_id not in away]
    spoken = _spoken([need for need in here if need.risk >= CAREFUL])
    return {need.pk for need in here if need.risk < CAREFUL or need.pk in spoken}


def _is_open(need: Need) -> bool:
    return (
        need.status in lifecycle.SEARCHING
        and need.road == Road.NEIGHBOURS
        and not need.private
        and need.expires_on >= need.neighbourhood.today()
        and not (
            need.theme is not None and (need.theme.straight_to or (need.theme_checked and not need.theme.together))
        )
    )


def _spoken(careful: list[Need]) -> set[int]:
    """Spoken about this very need, or met by the coordinator of this wijk."""
    if not careful:
        return set()
    contacts = Contact.objects.within(EVERYWHERE, reason=REASON).filter(need__in=careful, how__in=Contact.REACHED)
    met = Membership.objects.current().filter(user__in={need.asker_id for need in careful}).exclude(met_at=None)
    pairs = set(met.values_list("user", "neighbourhood"))
    known = {need.pk for need in careful if (need.asker_id, need.neighbourhood_id) in pairs}
    return known | set(contacts.values_list("need", flat=True))


def shareable() -> dict[str, Any]:
    """Concept → its theme, of the concepts that can be done together and are for neighbours."""
    themes = {theme.code: theme for theme in Theme.objects.filter(active=True, together=True, straight_to="")}
    concepts = Thesaurus.from_toml().concepts
    return {code: themes[one.theme] for code, one in concepts.items() if one.theme in themes and not one.straight_to}
