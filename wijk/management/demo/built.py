"""Collected static files, built again only when a source is newer: compressing them takes seconds."""

import os
import subprocess
import sys

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from wijk import sheets

MANIFEST = settings.LOCAL / "static" / "staticfiles.json"


def newest() -> float:
    """When the youngest source was changed, in seconds since 1970."""
    files = (storage.path(name) for finder in get_finders() for name, storage in finder.list(None))
    return max(os.path.getmtime(file) for file in (*files, sheets.__file__))  # that module says which are joined


def build() -> None:
    if MANIFEST.exists() and MANIFEST.stat().st_mtime > newest():
        return
    subprocess.run(  # noqa: S603 -- our own command, with built files switched on
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        env={**os.environ, "STATIC_BUILT": "1", "STATIC_ROOT": str(MANIFEST.parent)},
        cwd=settings.BASE_DIR,
        check=True,
    )
    MANIFEST.touch()
