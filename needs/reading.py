"""Reading a need's own words: what it is about, and whether neighbours are the ones to ask."""

from collections.abc import Iterable
from typing import Any

from needs.roads import Road
from wijk.places.models import Neighbourhood
from wijk.themes import current
from wijk.themes.analysis import Features, analyse, is_current, suggest_themes
from wijk.themes.confirmed import codes_of, theme_of
from wijk.themes.kinds import Kind
from wijk.themes.models import Theme
from wijk.themes.safety import Verdict, triage
from wijk.themes.thesaurus import Thesaurus
from wijk.themes.warnings import WARNINGS


def read(
    title: str,
    text: str,
    kind: str,
    theme: Theme | None = None,
    confirmed: Iterable[str] = (),
    neighbourhood: Neighbourhood | None = None,
) -> dict[str, Any]:
    """The fields of a Need that follow from its words. A theme that a person chose stays; otherwise it follows from
    what a person confirmed, and else it is guessed."""
    thesaurus, codes = current.of(neighbourhood), list(confirmed)
    features = analyse(title, text, thesaurus, confirmed=codes)
    verdict = triage(title, text)
    chosen = theme or _theme(theme_of(codes, thesaurus))
    theme = chosen or first_theme(features, thesaurus)
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


def reread(need: Any, thesaurus: Thesaurus) -> dict[str, Any]:
    """The features of a need as this version reads them; what a person confirmed stays, also a concept that was
    gone for a while."""
    return analyse(need.title, need.text, thesaurus, confirmed=codes_of(need)).as_json()


def features_by(need: Any, thesaurus: Thesaurus) -> Features:
    """As this thesaurus reads it: the stored features, unless they were made by another."""
    stored = Features.from_json(need.features)
    if is_current(need.features, thesaurus):
        return stored
    return analyse(need.title, need.text, thesaurus, confirmed=stored.confirmed)


def first_theme(features: Features, thesaurus: Thesaurus | None = None) -> Theme | None:
    return _theme(next(iter(suggest_themes(features, 1, thesaurus)), ""))


def theme_from(codes: Iterable[str], neighbourhood: Neighbourhood) -> Theme | None:
    """The theme that follows from confirmed concepts."""
    return _theme(theme_of(codes, current.of(neighbourhood)))


def _theme(code: str) -> Theme | None:
    return Theme.objects.filter(code=code, active=True).first() if code else None


def likely_theme(title: str, text: str, neighbourhood: Neighbourhood) -> Theme | None:
    """For whom to ask on "Klopt dit?"."""
    thesaurus = current.of(neighbourhood)
    return first_theme(analyse(title, text, thesaurus), thesaurus)
