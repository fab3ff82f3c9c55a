"""The style sheets of the site: one small file per component to read, one file to send.

`collectstatic` joins them, for a first visit pays the headers of every file: measured on a resident page, twenty sheets
weigh 15 kB on the wire and one weighs 6. Without built files the sheets are linked one by one.
"""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

# In this order; the first sheet holds the order of the layers. Sheets for rare things are linked by their own page.
RESIDENT = (
    "layers tokens base layout header footer street door news button field choice alert note summary card status offer"
    " log print"
).split()
WORK = "work today match table".split()  # on top of the residents' ones, on the screens of professionals
JOINED = {"css/all.css": RESIDENT, "css/all-work.css": WORK}


def sheets(work: bool) -> list[str]:
    """Names of the files that a page links."""
    if settings.STATIC_BUILT:
        return list(JOINED) if work else list(JOINED)[:1]
    return [f"css/{name}.css" for name in (RESIDENT + WORK if work else RESIDENT)]


def joined(names: list[str]) -> str:
    texts = []
    for name in names:
        found = find(f"css/{name}.css")
        if not isinstance(found, str):
            raise FileNotFoundError(f"static/css/{name}.css")
        with open(found, encoding="utf-8") as sheet:
            texts.append(sheet.read())
    return "".join(texts)


class Storage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which first makes the joined sheets, so that these get a hash and are compressed too."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Any:
        if not dry_run:
            for name, parts in JOINED.items():
                self.delete(name)
                self.save(name, ContentFile(joined(parts)))
                paths[name] = (self, name)
        return super().post_process(paths, dry_run=dry_run, **options)
