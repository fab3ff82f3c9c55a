"""A catalogue that was never compiled is silent: English pages come in Dutch and every wijk says "u"."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.translation)
def compiled(**kwargs: Any) -> list[CheckMessage]:
    catalogues = [path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.po")]
    missing = sorted(path.parent.parent.name for path in catalogues if not path.with_suffix(".mo").exists())
    hint = "Run `manage.py messages --compile`."
    return [Warning(f"Not compiled: {', '.join(missing)}.", hint=hint, id="wijk.W001")] if missing else []
