"""Why this match, in words: for the asker, for the helper, and for the coordinator.

sentences(match.parts, Audience.ASKER)  →  ["Biedt: Hond uitlaten", "Woont in uw buurt"]
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from needs.matching.reasons import Audience, Code, Reason, reasons
from needs.matching.refusals import Why
from wijk.themes import current

if TYPE_CHECKING:
    from needs.models import Match

DAYS = (
    gettext_lazy("maandag"),
    gettext_lazy("dinsdag"),
    gettext_lazy("woensdag"),
    gettext_lazy("donderdag"),
    gettext_lazy("vrijdag"),
    gettext_lazy("zaterdag"),
    gettext_lazy("zondag"),
)
PARTS = (gettext_lazy("in de ochtend"), gettext_lazy("in de middag"), gettext_lazy("in de avond"))
ASKER, HELPER, COORDINATOR = Audience
WORDS = {
    (Code.ABOUT, ASKER): gettext_lazy("Biedt: %(concept)s"),
    (Code.ABOUT, HELPER): gettext_lazy("Past bij uw aanbod: %(concept)s"),
    (Code.ABOUT, COORDINATOR): gettext_lazy("Gaat allebei over: %(concept)s"),
    (Code.LOOKS_LIKE, ASKER): gettext_lazy("Lijkt op wat u zoekt: %(concept)s"),
    (Code.LOOKS_LIKE, HELPER): gettext_lazy("Lijkt op uw aanbod: %(concept)s"),
    (Code.LOOKS_LIKE, COORDINATOR): gettext_lazy("Lijkt op elkaar: %(other)s en %(concept)s"),
    (Code.WORDS, ASKER): gettext_lazy("Gebruikt woorden die u ook gebruikt"),
    (Code.WORDS, HELPER): gettext_lazy("De vraag gebruikt woorden uit uw aanbod"),
    (Code.WORDS, COORDINATOR): gettext_lazy("Gebruiken dezelfde woorden"),
    (Code.BUURT, ASKER): gettext_lazy("Woont in uw buurt"),
    (Code.BUURT, HELPER): gettext_lazy("De vraag komt uit uw buurt"),
    (Code.BUURT, COORDINATOR): gettext_lazy("Zijn in dezelfde buurt"),
    (Code.ADJOINING, ASKER): gettext_lazy("Woont in een buurt naast die van u"),
    (Code.ADJOINING, HELPER): gettext_lazy("De vraag komt uit een buurt naast die van u"),
    (Code.ADJOINING, COORDINATOR): gettext_lazy("Zijn in buurten naast elkaar"),
    (Code.FAR, COORDINATOR): gettext_lazy("Zijn in buurten die niet naast elkaar liggen"),
    (Code.KIND, ASKER): gettext_lazy("Biedt de soort hulp die u zoekt"),
    (Code.KIND, HELPER): gettext_lazy("U biedt de soort hulp die gevraagd wordt"),
    (Code.KIND, COORDINATOR): gettext_lazy("De soort hulp is gelijk"),
    (Code.THEME, ASKER): gettext_lazy("Gaat over hetzelfde thema"),
    (Code.THEME, HELPER): gettext_lazy("Gaat over hetzelfde thema"),
    (Code.THEME, COORDINATOR): gettext_lazy("Het thema is gelijk"),
}
OF_AN_ORGANISATION = {  # an organisation does not live anywhere
    (Code.BUURT, ASKER): gettext_lazy("Is in uw buurt"),
    (Code.ADJOINING, ASKER): gettext_lazy("Is in een buurt naast die van u"),
}
WHY_NOT = {
    Why.ONESELF: gettext_lazy("Vrager en helper zijn dezelfde."),
    Why.BLOCKED: gettext_lazy("U stelt deze twee niet meer samen voor."),
    Why.EXPIRED: gettext_lazy("De vraag of het aanbod is verlopen."),
    Why.FULL: gettext_lazy("Er is nu geen plaats, of deze helper is al vaak gevraagd."),
    Why.REQUIREMENT: gettext_lazy("Een van de twee is er nu niet."),
    Why.TRUST: gettext_lazy("U sprak deze helper nog niet. Dat is hier nodig."),
    Why.TOO_FAR: gettext_lazy("Het is verder weg dan iemand wil."),
    Why.NO_SHARED_TIME: gettext_lazy("Zij kunnen niet op dezelfde tijd."),
    Why.UNSURE: gettext_lazy("Zij lijken maar een beetje op elkaar."),
    Why.NOTHING_IN_COMMON: gettext_lazy("Vraag en aanbod gaan niet over hetzelfde."),
}


def for_asker(match: "Match | None") -> list[str]:
    return sentences(match.parts, ASKER) if match is not None else []


def for_helper(match: "Match | None") -> list[str]:
    """Labels of concepts that the own offer has, and distance in steps; never the asker's words."""
    return sentences(match.parts, HELPER) if match is not None else []


def for_coordinator(match: "Match") -> list[str]:
    return sentences(match.parts, COORDINATOR)


def sentences(parts: Mapping[str, Any], audience: Audience) -> list[str]:
    """`parts` is what a Match keeps: `Score.as_json()`. Nothing when nobody computed it."""
    organisation = bool(parts.get("organisation"))
    said = [_say(reason, audience, organisation) for reason in reasons(parts, audience)]
    return [sentence for sentence in said if sentence]


def why_not(refusal: Mapping[str, Any]) -> list[str]:
    """Of `Refusal.as_json()`: all filters that failed."""
    return [str(WHY_NOT[Why(reason)]) for reason in refusal.get("why", ())]


def _say(reason: Reason, audience: Audience, organisation: bool) -> str:
    """'' when a concept was taken out of the thesaurus since."""
    if reason.code == Code.TIME:
        return _when(reason.day_parts)
    concepts = current.labels()
    if any(code and code not in concepts for code in (reason.concept, reason.other)):
        return ""
    key = (reason.code, audience)
    words = OF_AN_ORGANISATION.get(key, WORDS[key]) if organisation else WORDS[key]
    labels = {name: _(concepts[code].label) for name in ("concept", "other") if (code := getattr(reason, name))}
    return str(words) % labels if labels else str(words)


def _when(day_parts: tuple[int, ...]) -> str:
    if len(day_parts) == 1:
        day, part = divmod(day_parts[0], len(PARTS))
        return _("Kan ook op %(day)s %(part)s") % {"day": DAYS[day], "part": PARTS[part]}
    count = len(day_parts)
    return ngettext("Kan op %(count)d tijd die past", "Kan op %(count)d tijden die passen", count) % {"count": count}
