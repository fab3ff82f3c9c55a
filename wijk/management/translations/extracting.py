"""Every translatable string of the house, in the order of the files: Babel reads Python, Django's templatize turns a
template into something that Babel can read."""

import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGES = ("wijk", "members", "offers", "needs", "coalitions")
CONTEXT = (1, "c")
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "_now", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (CONTEXT, 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (CONTEXT, 2, 3)),
}


def template(root: Path | None = None) -> polib.POFile:
    """One entry per string, with the files where it stands. No line numbers: they would change with every commit."""
    found: dict[tuple[str | None, str], polib.POEntry] = {}
    for path, source in _sources(root or settings.BASE_DIR):
        for _line, message, _comments, context in extract("python", BytesIO(source), KEYWORDS):
            single, plural = message if isinstance(message, tuple) else (message, "")
            new = polib.POEntry(
                msgctxt=context, msgid=single, msgid_plural=plural, msgstr_plural={0: "", 1: ""} if plural else {}
            )
            entry = found.setdefault((context, single), new)
            if plural and not entry.msgid_plural:  # the same words once alone and once with a plural
                entry.msgid_plural, entry.msgstr_plural = plural, {0: "", 1: ""}
            if (path, "") not in entry.occurrences:
                entry.occurrences.append((path, ""))
    strings = polib.POFile(wrapwidth=110)
    strings.extend(found.values())
    return strings


def _sources(root: Path) -> Iterator[tuple[str, bytes]]:
    """(path, Python text): modules as they are, labels of the reference data, templates as Django rewrites them."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(root)), path.read_bytes()
    for path in sorted((root / "wijk/themes/data").glob("*.toml")):
        # Labels of themes and concepts live in the database, and are translated when they are shown.
        labels = (f"_({label!r})" for label in _labels(tomllib.loads(path.read_text(encoding="utf-8"))))
        yield str(path.relative_to(root)), "\n".join(labels).encode()
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            yield str(path.relative_to(root)), templatize(path.read_text(encoding="utf-8")).encode()


def _labels(table: Any) -> Iterator[str]:
    """Every `label` at any depth of a TOML file."""
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        if key == "label":
            yield value
        elif isinstance(value, dict | list):
            yield from _labels(value)
