"""Reading an offer's own words: what it is about, and what its giver does not do."""

from collections.abc import Iterable
from typing import Any

from wijk.places.models import Neighbourhood
from wijk.themes import current
from wijk.themes.analysis import Features, analyse, is_current, suggest_themes
from wijk.themes.confirmed import codes_of, theme_of
from wijk.themes.models import Theme
from wijk.themes.thesaurus import Thesaurus


def read(*, confirmed: Iterable[str] = (), neighbourhood: Neighbourhood | None = None, **fields: Any) -> dict[str, Any]:
    """The same fields with features and, when nobody chose one, the theme of what was confirmed, or a likely one."""
    thesaurus, codes = current.of(neighbourhood), list(confirmed)
    not_done = fields.get("not_done", "")
    features = analyse(fields["title"], fields["text"], thesaurus, not_done=not_done, confirmed=codes)
    likely = [theme_of(codes, thesaurus)] if theme_of(codes, thesaurus) else suggest_themes(features, 1, thesaurus)
    theme = fields.get("theme") or Theme.objects.filter(code__in=likely, active=True).first()
    return {**fields, "features": features.as_json(), "theme": theme}


def confirmed(offer: Any, codes: Iterable[str]) -> tuple[dict[str, Any], Theme | None]:
    """The features of an offer after somebody said what it is about, and the theme that follows, if any does."""
    thesaurus, codes = current.of(offer.neighbourhood), list(codes)
    features = analyse(offer.title, offer.text, thesaurus, not_done=offer.not_done, confirmed=codes)
    theme = Theme.objects.filter(code=theme_of(codes, thesaurus), active=True).first()
    return features.as_json(), theme


def reread(offer: Any, thesaurus: Thesaurus) -> dict[str, Any]:
    """The features of an offer as this version reads them; what a person confirmed stays, also a concept that was
    gone for a while."""
    return analyse(offer.title, offer.text, thesaurus, not_done=offer.not_done, confirmed=codes_of(offer)).as_json()


def features_by(offer: Any, thesaurus: Thesaurus) -> Features:
    """As this thesaurus reads it: the stored features, unless they were made by another. An organisation's offer that
    also serves a second wijk is read there with that wijk's own words."""
    stored = Features.from_json(offer.features)
    if is_current(offer.features, thesaurus):
        return stored
    return analyse(offer.title, offer.text, thesaurus, not_done=offer.not_done, confirmed=stored.confirmed)
