"""The catalogues: what is found in the source, what an update keeps, what the gate refuses."""

import os
import time
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import CommandError, call_command

from wijk.management.translations import extracting, gate
from wijk.management.translations.catalogues import CATALOGUES, ENGLISH, INFORMAL, Catalogue, compile_stale, updated


def strings(*entries: polib.POEntry) -> polib.POFile:
    found = polib.POFile()
    found.extend(entries)
    return found


def entry(msgid: str, msgstr: str = "", **more: Any) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


MODULE = """
_("Een")
ngettext("%d buur", "%d buren", n)
pgettext("menu", "Home")
_(
    "Twee "
    "delen"
)
other("Niet")
"""
PAGE = """{# _('Niet') #}{% translate 'Een' %}{% blocktranslate trimmed with n=wijk.name %}
  Dag
  {{ n }}
{% endblocktranslate %}"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house: a module, a migration that is not read, a page and a mail."""
    for name in ("wijk/migrations", "wijk/themes/data", "templates/pages"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "wijk/words.py").write_text(MODULE)
    (tmp_path / "wijk/migrations/0001.py").write_text('_("Oud")')
    (tmp_path / "wijk/themes/data/themes.toml").write_text(
        '[[theme]]\ncode = "A1"\nlabel = "Soep"\n[deep.er]\nlabel="Ga zo"\n'
    )
    (tmp_path / "templates/pages/home.html").write_text(PAGE)
    (tmp_path / "templates/mail.txt").write_text(
        "{% blocktranslate count k=k %}{{ k }} keer{% plural %}{{ k }} keren{% endblocktranslate %}"
    )
    return tmp_path


def test_every_way_of_writing_a_string_is_found(house: Path) -> None:
    found = [(e.msgctxt, e.msgid, e.msgid_plural, e.occurrences) for e in extracting.template(house)]
    assert found == [
        (None, "Een", "", [("wijk/words.py", ""), ("templates/pages/home.html", "")]),
        (None, "%d buur", "%d buren", [("wijk/words.py", "")]),
        ("menu", "Home", "", [("wijk/words.py", "")]),
        (None, "Twee delen", "", [("wijk/words.py", "")]),
        (None, "Soep", "", [("wijk/themes/data/themes.toml", "")]),
        (None, "Ga zo", "", [("wijk/themes/data/themes.toml", "")]),
        (None, "%(k)s keer", "%(k)s keren", [("templates/mail.txt", "")]),
        (None, "Dag %(n)s", "", [("templates/pages/home.html", "")]),
    ]


def test_an_update_keeps_what_is_known_and_drops_what_is_gone() -> None:
    known = strings(entry("Ja", "Yes"), entry("Uit de tijd", "Outdated"))
    fresh = updated(ENGLISH, known, strings(entry("Nee"), entry("Ja")))
    assert [(e.msgid, e.msgstr, e.flags) for e in fresh] == [("Nee", "", []), ("Ja", "Yes", [])]


def test_a_reworded_string_gets_the_old_translation_and_the_gate_stays_shut() -> None:
    template = strings(entry("Bel ons maar even."))
    fresh = updated(ENGLISH, strings(entry("Bel ons even.", "Please call us.")), template)
    assert [(e.msgstr, e.fuzzy, e.previous_msgid) for e in fresh] == [("Please call us.", True, "Bel ons even.")]
    assert gate.findings(ENGLISH, fresh, template) == ["en: fuzzy: 'Bel ons maar even.'"]


def test_the_je_catalogue_holds_only_what_addresses_the_reader() -> None:
    template = strings(entry("Uw vraag"), entry("De vraag"), entry("u"), entry("Heeft u tijd?"))
    assert [e.msgid for e in updated(INFORMAL, strings(), template)] == ["Uw vraag", "Heeft u tijd?"]


LONG = " ".join(["word"] * 16)


@pytest.mark.parametrize(
    ("catalogue", "have", "want", "said"),
    [
        (ENGLISH, [], ["Ja"], "en: missing: 'Ja'"),
        (ENGLISH, [entry("Ja", "Yes")], [], "en: obsolete: 'Ja'"),
        (ENGLISH, [entry("Ja", "Yes", obsolete=True)], [], "en: obsolete: 'Ja'"),
        (ENGLISH, [entry("Ja", "Yes", flags=["fuzzy"])], ["Ja"], "en: fuzzy: 'Ja'"),
        (ENGLISH, [entry("Ja", "")], ["Ja"], "en: empty: 'Ja'"),
        (ENGLISH, [entry("Bel %(n)s", "Call %(m)s")], ["Bel %(n)s"], "en: placeholders differ: 'Bel %(n)s'"),
        (ENGLISH, [entry("<b>Bel</b>", "<b>Call")], ["<b>Bel</b>"], "en: placeholders differ: '<b>Bel</b>'"),
        (ENGLISH, [entry("Ja", "\nYes")], ["Ja"], "en: begins otherwise: 'Ja'"),
        (ENGLISH, [entry("Lang", LONG)], ["Lang"], "en: sentence too long: 'Lang'"),
        (INFORMAL, [entry("Uw en uw", "Je en uw")], ["Uw en uw"], "nl_JE: says u and je: 'Uw en uw'"),
        (INFORMAL, [], ["Wilt u?"], "nl_JE: missing: 'Wilt u?'"),
        (INFORMAL, [entry("Ja", "Ja")], ["Ja"], "nl_JE: obsolete: 'Ja'"),
    ],
)
def test_the_gate_names_each_fault(catalogue: Catalogue, have: list, want: list[str], said: str) -> None:
    assert gate.findings(catalogue, strings(*have), strings(*map(entry, want))) == [said]


def test_the_gate_reads_both_forms_of_a_plural() -> None:
    source = {"msgid": "%d vraag", "msgid_plural": "%d vragen"}
    half = polib.POEntry(**source, msgstr_plural={0: "%d request", 1: ""})
    bent = polib.POEntry(**source, msgstr_plural={0: "%d request", 1: "requests"})
    template = strings(polib.POEntry(**source))
    assert gate.findings(ENGLISH, strings(half), template) == ["en: empty: '%d vraag'"]
    assert gate.findings(ENGLISH, strings(bent), template) == ["en: placeholders differ: '%d vraag'"]


def test_a_source_that_says_je_is_refused() -> None:
    assert gate.source_findings(strings(entry("Wat wil je?"), entry("Wat wilt u?"), entry("je"))) == [
        "nl: says je: 'Wat wil je?'"
    ]


@pytest.fixture
def catalogues(tmp_path: Path, settings: Any) -> list[Path]:
    """Both catalogues, empty, in a folder of our own."""
    settings.LOCALE_PATHS = [tmp_path]
    for catalogue in CATALOGUES:
        catalogue.path.parent.mkdir(parents=True)
        catalogue.path.write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n')
    return [catalogue.path for catalogue in CATALOGUES]


def test_the_command_fails_when_out_of_step_and_an_update_adds_the_strings(catalogues: list[Path], capsys: Any) -> None:
    with pytest.raises(CommandError, match="en: missing: 'Ja'"):
        call_command("messages", "--check")
    call_command("messages")
    assert polib.pofile(str(catalogues[0])).find("Ja") is not None
    with pytest.raises(CommandError, match="en: empty: 'Ja'"):
        call_command("messages", "--check")


def test_only_what_is_stale_is_compiled(catalogues: list[Path]) -> None:
    assert (compile_stale(), compile_stale()) == (["en", "nl_JE"], [])
    catalogues[0].write_text(catalogues[0].read_text() + '\nmsgid "Ja"\nmsgstr "Yes"\n')
    os.utime(catalogues[0], (time.time() + 5, time.time() + 5))
    assert compile_stale() == ["en"]
    assert polib.mofile(str(catalogues[0].with_suffix(".mo"))).find("Ja").msgstr == "Yes"
    assert sorted(path.name for path in catalogues[0].parent.iterdir()) == ["django.mo", "django.po"]
