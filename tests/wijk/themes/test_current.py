"""The tables are what texts are read by; every edit is seen by the next reading, in every process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test.utils import CaptureQueriesContext

from members.models import User
from needs.models import Need
from tests.cast import person
from tests.thesaurus import ROWS
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes import current, storing
from wijk.themes.analysis import analyse
from wijk.themes.models import Edition, OverlayTerm, Term
from wijk.themes.overlay import Change
from wijk.themes.thesaurus import Thesaurus

pytestmark = pytest.mark.django_db
Now = Callable[[], Thesaurus]


def test_without_tables_the_toml_of_the_product_counts() -> None:
    assert current.of(None) is Thesaurus.from_toml()


def test_the_tables_give_what_was_stored_in_the_same_order(small_tables: Now) -> None:
    thesaurus = small_tables()
    assert list(thesaurus.concepts) == ["hond", "tuin", "kaart"]
    assert thesaurus.related == {"hond": (), "tuin": ("hond",), "kaart": ("tuin", "hond")}
    assert thesaurus.terms[1:3] == (("hond", "~trekt"), ("tuin", "tuin"))
    assert thesaurus.version == storing.thesaurus(ROWS).version


def test_it_is_read_once_and_costs_one_query_afterwards(small_tables: Now, wijk: Neighbourhood) -> None:
    first = current.of(wijk)
    with CaptureQueriesContext(connections["default"]) as seen:
        again = current.of(wijk)
    assert (again is first, len(seen)) == (True, 1)


def test_an_edit_is_seen_by_the_next_reading(small_tables: Now) -> None:
    before = small_tables()
    Term.objects.create(concept_id=Term.objects.get(text="tuin").concept_id, text="plantenborder")
    assert small_tables() is before  # nobody published it
    Edition.objects.publish(by=None)
    assert "tuin" in analyse("Plantenborder", "", small_tables()).concepts
    assert small_tables().version != before.version


def test_the_journal_says_who_changed_it(small_tables: Now, coby: User, wijk: Neighbourhood) -> None:
    OverlayTerm.objects.decide(wijk, "tuin", [Change("tuin", "border")], by=coby)
    entry = Entry.objects.within(wijk, reason="test").get(verb="thesaurus.changed")
    assert (entry.actor_id, entry.ids) == (coby.pk, {})
    shared = Entry.objects.within(EVERYWHERE, reason="test").filter(verb="thesaurus.changed", neighbourhood=None)
    assert shared.count() == 1


def test_deciding_the_same_again_publishes_nothing(small_tables: Now, wijk: Neighbourhood) -> None:
    for _time in range(2):
        OverlayTerm.objects.decide(wijk, "tuin", [Change("tuin", "border")], by=None)
    assert Edition.objects.filter(neighbourhood=wijk).count() == 1


def test_the_words_of_one_wijk_are_no_words_of_another(
    small_tables: Now, wijk: Neighbourhood, other_wijk: Neighbourhood
) -> None:
    changes = [Change("tuin", "border"), Change("hond", "hond", off=True)]
    for code in ("tuin", "hond"):
        OverlayTerm.objects.decide(wijk, code, [c for c in changes if c.code == code], by=None)
    here, there = current.of(wijk), current.of(other_wijk)
    assert there is small_tables()
    assert [set(analyse("Border", "hond", words).concepts) for words in (here, there)] == [{"tuin"}, {"hond"}]
    assert "hond" in analyse("", "trekt", here).concepts  # its other words still count


def test_taking_an_overlay_back_gives_the_shared_words_again(small_tables: Now, wijk: Neighbourhood) -> None:
    OverlayTerm.objects.decide(wijk, "tuin", [Change("tuin", "border")], by=None)
    assert current.of(wijk).version != small_tables().version
    OverlayTerm.objects.decide(wijk, "tuin", [], by=None)
    assert current.of(wijk) is small_tables()


def test_an_overlay_outlives_a_new_import_also_of_a_concept_that_went(small_tables: Now, wijk: Neighbourhood) -> None:
    OverlayTerm.objects.decide(wijk, "kaart", [Change("kaart", "jokeren")], by=None)
    storing.store([row for row in ROWS if row.code == "hond"], by=None, words_go=True, concepts_go=True)
    assert set(current.of(wijk).concepts) == {"hond"}
    storing.store(ROWS, by=None)
    assert "kaart" in analyse("Jokeren", "", current.of(wijk)).concepts


def test_a_sweep_reads_each_wijk_by_its_own_words(
    small_tables: Now, wijk: Neighbourhood, other_wijk: Neighbourhood
) -> None:
    OverlayTerm.objects.decide(wijk, "tuin", [Change("tuin", "border")], by=None)
    found = list(current.everywhere())
    assert [reader.thesaurus() for reader in found] == [small_tables(), current.of(wijk)]
    assert [reader.version for reader in found] == [small_tables().version, current.of(wijk).version]
    need = {place: _need_in(place) for place in (wijk, other_wijk)}
    rows = Need.objects.within(EVERYWHERE, reason="test")
    assert [list(rows.filter(reader.rows)) for reader in found] == [[need[other_wijk]], [need[wijk]]]


def _need_in(place: Neighbourhood) -> Need:
    asker = person("Vrager", place)
    return Need.objects.register(by=asker, neighbourhood=place, asker=asker, kind="help", title="Tuin", text="Tuin")


def test_few_thesauri_are_kept(small_tables: Now, wijk: Neighbourhood) -> None:
    for number in range(3 * current.MOST):
        OverlayTerm.objects.decide(wijk, "tuin", [Change("tuin", f"border{number}")], by=None)
        current.of(wijk)
    assert len(current._kept) <= current.MOST


def test_the_products_own_file_gives_the_same_from_the_tables(tmp_path: Path, capsys: Any) -> None:
    """Every concept is read alike from the TOML and from the tables; two terms of the file may be one row."""
    call_command("load_themes", verbosity=0, stdout=open("/dev/null", "w"))  # noqa: SIM115
    try:
        tables, file = current.of(None), Thesaurus.from_toml()
        assert tables.concepts == file.concepts
        assert set(tables.terms) <= set(file.terms)
        text = "Wie laat mijn hond uit? Ik kan niet lopen en de tuin moet gesnoeid."
        assert analyse("", text, tables).concepts == analyse("", text, file).concepts
    finally:
        current.forget()
