"""Why a need and an offer fit, in plain Dutch, from the stored parts. Claims nothing that was not measured."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijk.places.geo import Nearness

if TYPE_CHECKING:
    from needs.models import Match

MOST = 4


def for_coordinator(match: "Match") -> list[str]:
    return _shared(match)


def for_asker(match: "Match | None") -> list[str]:
    return _shared(match) if match is not None else []


def for_helper(match: "Match | None") -> list[str]:
    """Concept labels and distance in steps; never the asker's words."""
    return _shared(match) if match is not None else []


def _shared(match: "Match") -> list[str]:
    parts = match.parts
    found = [_("Het gaat allebei over: %(what)s") % {"what": label.lower()} for label in parts.get("labels", [])[:2]]
    near = parts.get("near")
    if near == Nearness.SAME_BUURT:
        found.append(_("Woont in dezelfde buurt"))
    elif near == Nearness.ADJOINING:
        found.append(_("Woont in een buurt ernaast"))
    if parts.get("time"):
        found.append(_("Kan op hetzelfde moment"))
    if parts.get("kind"):
        found.append(_("Biedt precies dit soort hulp"))
    return found[:MOST]
