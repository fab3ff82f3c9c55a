"""Reading an offer's own words: what it is about, and what its giver does not do."""

from collections.abc import Iterable
from typing import Any

from wijk.themes.analysis import Features, analyse, suggest_themes
from wijk.themes.models import Theme


def read(*, confirmed: Iterable[str] = (), **fields: Any) -> dict[str, Any]:
    """The same fields with features and, when nobody chose one, the likely theme."""
    features = analyse(fields["title"], fields["text"], not_done=fields.get("not_done", ""), confirmed=confirmed)
    theme = fields.get("theme") or Theme.objects.filter(code__in=suggest_themes(features, 1), active=True).first()
    return {**fields, "features": features.as_json(), "theme": theme}


def reread(offer: Any) -> dict[str, Any]:
    """The features of an offer as this version reads them; what a person confirmed stays."""
    confirmed = Features.from_json(offer.features).confirmed
    return analyse(offer.title, offer.text, not_done=offer.not_done, confirmed=confirmed).as_json()
