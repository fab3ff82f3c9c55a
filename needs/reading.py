"""Reading a need's own words: what it is about, and whether neighbours are the ones to ask."""

from collections.abc import Iterable
from typing import Any

from wijk.themes.analysis import Features, analyse, suggest_themes
from wijk.themes.kinds import Kind
from wijk.themes.models import Theme
from wijk.themes.safety import Verdict, triage
from wijk.themes.warnings import WARNINGS


def read(title: str, text: str, kind: str, theme: Theme | None = None, confirmed: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of a Need that follow from its words. A theme that a person chose stays; so do confirmed concepts."""
    from needs.models.need import Road  # circular: registering a need reads it

    features = analyse(title, text, confirmed=confirmed)
    verdict = triage(title, text)
    chosen, theme = theme, theme or first_theme(features)
    road, organisation_kind = Road.NEIGHBOURS, ""
    if verdict.verdict is Verdict.DANGER:
        road = Road.DANGER
    elif verdict.verdict is Verdict.ORGANISATION:
        road, organisation_kind = Road.ORGANISATION, verdict.organisation_kind
    elif chosen is not None and chosen.straight_to:  # a guess never sends somebody away from neighbours
        road, organisation_kind = Road.ORGANISATION, chosen.straight_to
    elif kind == Kind.OTHER:
        road = Road.COORDINATOR
    return {"features": features.as_json(), "theme": theme, "road": road, "organisation_kind": organisation_kind}


def why(title: str, text: str, road: str) -> dict[str, Any]:
    """Why a need went this road, for whoever may read its text: plain words, and the place that says so.

    Read again and not stored: features and reasons hold no quotes. Empty for neighbours, and when a person or a theme
    chose the road."""
    found = triage(title, text)
    if found.verdict is Verdict.NEIGHBOURS or found.verdict.value != road:
        return {}
    return {"words": WARNINGS[found.why], "quote": found.quote}


def reread(need: Any) -> dict[str, Any]:
    """The features of a need as this version reads them; what a person confirmed stays."""
    return analyse(need.title, need.text, confirmed=Features.from_json(need.features).confirmed).as_json()


def first_theme(features: Any) -> Theme | None:
    codes = suggest_themes(features, 1)
    return Theme.objects.filter(code__in=codes, active=True).first()


def likely_themes(title: str, text: str) -> list[Theme]:
    """Up to three suggestions for "Klopt dit?", best first."""
    codes = suggest_themes(analyse(title, text))
    found = {theme.code: theme for theme in Theme.objects.filter(code__in=codes, active=True)}
    return [found[code] for code in codes if code in found]
