"""Searching everything that the platform keeps: all columns of all tables as their owner, mail and queue."""

import base64
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections


def found(words: Iterable[str], owner: Any = None) -> dict[str, set[str]]:
    """word → where it stands. The text of each whole row is searched, and what sessions and the cache wrap up."""
    places: dict[str, set[str]] = {}
    listed = list(words)
    for place, text in (*_tables(owner or connections["owner"]), *_wrapped(), *_files()):
        for word in listed:
            if word.lower() in text:
                places.setdefault(word, set()).add(place)
    return places


def _tables(owner: Any) -> Iterable[tuple[str, str]]:
    with owner.cursor() as cursor:
        for table in owner.introspection.table_names(cursor):
            cursor.execute(f"SELECT lower(t::text) FROM {owner.ops.quote_name(table)} t")  # noqa: S608 -- its own tables
            yield table, "\n".join(row[0] for row in cursor.fetchall())


def _wrapped() -> Iterable[tuple[str, str]]:
    yield "sessions", "\n".join(str(session.get_decoded()).lower() for session in Session.objects.all())
    with connections["cache"].cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        rows = cursor.fetchall()
    yield "cache", "\n".join(f"{key} {base64.b64decode(value)!r}".lower() for key, value in rows)


def _files() -> Iterable[tuple[str, str]]:
    folders = {"mail": getattr(settings, "EMAIL_FILE_PATH", None), "queue": settings.QUEUE}
    for name, folder in folders.items():
        if folder and Path(folder).is_dir():
            parts = [path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()]
            yield name, "\n".join(part.decode(errors="replace") for part in parts).lower()
