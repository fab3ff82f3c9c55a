"""The catalogues as files: read, brought up to date, and compiled when they changed."""

import difflib
import os
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings

from wijk.management.translations.wording import addresses_reader

ALIKE = 0.75  # from this likeness on (0 to 1) an old translation is offered to a reworded string, marked fuzzy


@dataclass(frozen=True)
class Catalogue:
    locale: str
    whole: bool  # every string, or only those in which the reader is addressed

    @property
    def path(self) -> Path:
        return Path(settings.LOCALE_PATHS[0]) / self.locale / "LC_MESSAGES" / "django.po"

    def wants(self, entry: polib.POEntry) -> bool:
        return self.whole or addresses_reader(f"{entry.msgid} {entry.msgid_plural}")

    def read(self) -> polib.POFile:
        return polib.pofile(str(self.path), wrapwidth=110)


ENGLISH, INFORMAL = Catalogue("en", whole=True), Catalogue("nl_JE", whole=False)
CATALOGUES = (ENGLISH, INFORMAL)


def updated(catalogue: Catalogue, known: polib.POFile, template: polib.POFile) -> polib.POFile:
    """The strings of the template with the translations that are known.

    A string that is new gets the translation of a string like it that just went, marked fuzzy: the gate stays shut
    until a person read it.
    """
    old = {entry.msgid_with_context: entry for entry in known if not entry.obsolete}
    wanted = [entry for entry in template if catalogue.wants(entry)]
    gone = {entry.msgid: entry for key, entry in old.items() if key not in {e.msgid_with_context for e in wanted}}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata, fresh.header = known.metadata, known.header
    for entry in wanted:
        was = old.get(entry.msgid_with_context)
        new = polib.POEntry(
            msgctxt=entry.msgctxt,
            msgid=entry.msgid,
            msgid_plural=entry.msgid_plural,
            msgstr_plural=dict(entry.msgstr_plural),
            occurrences=entry.occurrences,
        )
        if was is None and (near := difflib.get_close_matches(entry.msgid, gone, 1, ALIKE)):
            was = gone[near[0]]
            new.flags, new.previous_msgid = ["fuzzy"], was.msgid
        if was is not None and bool(was.msgid_plural) == bool(new.msgid_plural):
            new.msgstr, new.msgstr_plural = was.msgstr, was.msgstr_plural or new.msgstr_plural
            new.flags, new.tcomment = new.flags or list(was.flags), was.tcomment
        fresh.append(new)
    return fresh


def compile_stale() -> list[str]:
    """Write every `.mo` that is missing or older than its catalogue; returns their locales. Safe twice at once."""
    written = []
    for catalogue in CATALOGUES:
        binary = catalogue.path.with_suffix(".mo")
        if binary.exists() and binary.stat().st_mtime > catalogue.path.stat().st_mtime:
            continue
        unfinished = binary.with_suffix(f".{os.getpid()}")
        catalogue.read().save_as_mofile(str(unfinished))
        unfinished.replace(binary)  # a process that reads meanwhile has the old one or the new one
        written.append(catalogue.locale)
    return written
