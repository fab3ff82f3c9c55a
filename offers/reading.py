"""Reading an offer's own words: what it is about."""

from typing import Any

from wijk.themes.analysis import analyse, suggest_themes
from wijk.themes.models import Theme


def read(**fields: Any) -> dict[str, Any]:
    """The same fields with features and, when nobody chose one, the likely theme."""
    features = analyse(fields["title"], fields["text"])
    theme = fields.get("theme") or Theme.objects.filter(code__in=suggest_themes(features, 1), active=True).first()
    return {**fields, "features": features.as_json(), "theme": theme}
