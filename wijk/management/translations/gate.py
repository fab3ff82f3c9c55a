"""What is wrong with a catalogue, in words for whoever runs `make check`. Nothing wrong is an empty list."""

from collections.abc import Iterator

import polib

from wijk.management.translations.catalogues import Catalogue
from wijk.management.translations.wording import addresses_reader, familiar, gaps, too_long


def findings(catalogue: Catalogue, known: polib.POFile, template: polib.POFile) -> list[str]:
    wanted = {entry.msgid_with_context: entry for entry in template if catalogue.wants(entry)}
    have = {entry.msgid_with_context: entry for entry in known if not entry.obsolete}
    found = [("missing", entry.msgid) for key, entry in wanted.items() if key not in have]
    found += [("obsolete", entry.msgid) for key, entry in have.items() if key not in wanted]
    found += [("obsolete", entry.msgid) for entry in known.obsolete_entries()]
    for key, entry in have.items():
        if key in wanted:
            found += [(problem, entry.msgid) for problem in _problems(catalogue, entry)]
    return [f"{catalogue.locale}: {problem}: {words!r}" for problem, words in found]


def source_findings(template: polib.POFile) -> list[str]:
    """The source says "u" everywhere; "je" comes from the catalogue of the wijken that chose it."""
    mixed = [entry.msgid for entry in template if familiar(entry.msgid) or familiar(entry.msgid_plural)]
    return [f"nl: says je: {words!r}" for words in mixed]


def _problems(catalogue: Catalogue, entry: polib.POEntry) -> Iterator[str]:
    pairs = _pairs(entry)
    if entry.fuzzy:
        yield "fuzzy"
    if not all(text.strip() for _source, text in pairs):
        yield "empty"
        return
    if any(gaps(source) != gaps(text) for source, text in pairs):
        yield "placeholders differ"
    if any(source[:1].isspace() != text[:1].isspace() for source, text in pairs):
        yield "begins otherwise"
    if any(too_long(text) for _source, text in pairs):
        yield "sentence too long"
    if not catalogue.whole and any(addresses_reader(text) for _source, text in pairs):
        yield "says u and je"


def _pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """(source, translation) of the string, or of each of its two forms."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural.get(0, "")), (entry.msgid_plural, entry.msgstr_plural.get(1, ""))]
