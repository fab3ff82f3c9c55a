"""In and out of the tables as TOML: without loss, refused with the line, and only what differs is written."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.thesaurus import ROWS
from wijk.places.cbs import BadFile
from wijk.themes import current, reference, storing, writing
from wijk.themes.models import Concept, Edition, Term
from wijk.themes.reference import ConceptRow
from wijk.themes.thesaurus import Thesaurus

pytestmark = pytest.mark.django_db
Now = Callable[[], Thesaurus]


def test_what_is_exported_is_imported_without_loss(small_tables: Now, tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.toml"
    call_command("export_thesaurus", path, verbosity=0)
    assert reference.concepts(path.read_text(encoding="utf-8"), set()) == ROWS == storing.rows()


def test_a_label_with_quotes_survives() -> None:
    row = ConceptRow("gek", 'Het "oude" \\ huis', "", "", "", (("huis", "plain"),))
    assert reference.concepts(writing.toml([row]), set()) == [row]


def test_the_same_again_changes_nothing_and_makes_no_edition(small_tables: Now) -> None:
    assert (storing.store(ROWS, by=None, words_go=True, concepts_go=True).any, Edition.objects.count()) == (False, 1)


def test_words_and_concepts_go_only_when_asked(small_tables: Now) -> None:
    less = [ConceptRow("tuin", "Tuin", "", "", "", (("gras", "plain"),))]
    assert storing.store(less, by=None) == storing.Changes(0, 1, 0, 1, 0, 0)
    assert (Concept.objects.count(), Term.objects.filter(concept__code="tuin").count()) == (3, 3)
    assert storing.store(less, by=None, words_go=True, concepts_go=True) == storing.Changes(0, 0, 2, 0, 0, 6)
    assert list(Term.objects.values_list("text", flat=True)) == ["gras"]


def test_counting_only_leaves_everything_as_it_was(small_tables: Now) -> None:
    new = [ConceptRow("vis", "Vissen", "", "", "", (("hengel", "plain"),))]
    assert storing.store(new, by=None, words_go=True, concepts_go=True, keep=False).concepts_gone == 3
    assert (storing.rows(), Edition.objects.count()) == (ROWS, 1)


BROKEN = {
    "no words": ('[a]\nlabel="A"\n', "regel 1: termen ontbreekt"),
    "broken": ('[a]\nlabel="A\n', "regel 2: het bestand is stuk"),
    "an unknown relation": ('\n[a]\nlabel="A"\ntermen="a"\nverwant="b"\n', "regel 2: a: verwant b is onbekend"),
    "a relation with itself": ('[a]\nlabel="A"\ntermen="a"\nverwant="a"\n', "regel 1: a: verwant a is onbekend"),
    "an unknown theme": ('[a]\nlabel="A"\ntermen="a"\ncode="Z9"\n', "regel 1: a: thema Z9 is onbekend"),
    "an unknown kind": ('[a]\nlabel="A"\ntermen="a"\nsoort="gek"\n', "regel 1: a: soort gek is onbekend"),
    "an unknown key": ('[a]\nlabel="A"\ntermen="a"\nkleur="rood"\n', "regel 1: a: kleur is onbekend of klopt niet"),
    "a list for words": ('[a]\nlabel="A"\ntermen=["a"]\n', "regel 1: termen klopt niet"),
    "a control sign": ('[a]\nlabel="A"\ntermen="a\\u0000b"\n', "regel 1: a: in termen staat een onleesbaar teken"),
    "a new line in a label": ('[a]\nlabel="A\\nB"\ntermen="a"\n', "regel 1: a: in label staat een onleesbaar teken"),
    "a bad code": ('["A B"]\nlabel="A"\ntermen="a"\n', "'A B' is geen code van een begrip"),
    "no concept": ("", "er staat geen begrip in"),
    "a value on top": ("a=1\n", "a is geen begrip"),
    "a long word": (f'[a]\nlabel="A"\ntermen="{"a" * 81}"\n', "is leeg of te lang"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_wrong_file_is_refused_whole_with_its_line(what: str, small_tables: Now, tmp_path: Path) -> None:
    text, words = BROKEN[what]
    path = tmp_path / "eigen.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_thesaurus", path, verbosity=0)
    assert "eigen.toml" in str(refused.value) and words in str(refused.value)
    assert storing.rows() == ROWS


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "eigen.toml"
    path.write_bytes(b"\xff\xfe[a]")
    with pytest.raises(CommandError, match=r"eigen\.toml"):
        call_command("import_thesaurus", path, verbosity=0)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BadFile, match="stuk"):
        reference.concepts("a=" + "[" * 100_000, set())


def test_forty_thousand_words_are_stored_and_read_soon() -> None:
    """Generous, because the machine is shared; alone it takes some two seconds to store and a tenth to store again."""
    rows = [
        ConceptRow(f"b{n}", f"Begrip {n}", "", "", "", tuple((f"woord {n} {m}", "plain") for m in range(200)))
        for n in range(210)
    ]
    began = perf_counter()
    storing.store(rows, by=None)
    stored = perf_counter() - began
    assert Term.objects.count() == 42_000
    assert not storing.store(rows, by=None).any
    assert len(current.of(None).terms) == 42_000
    current.forget()
    assert stored < 30
