"""The product's own thesaurus: whole, and with both sides' words."""

from pathlib import Path

import pytest

from wijk.themes import reference
from wijk.themes.analysis import analyse
from wijk.themes.thesaurus import FILE, Thesaurus


def test_it_is_read_once() -> None:
    assert Thesaurus.from_toml() is Thesaurus.from_toml()
    assert len(Thesaurus.from_toml().concepts) == 213


def test_each_theme_but_one_is_reached_by_words() -> None:
    themes, concepts = reference.read(FILE.parent)
    assert {theme.code for theme in themes} - {concept.theme for concept in concepts} == {"C4"}  # drop-in has no words


def test_each_concept_is_found_by_one_of_its_own_words() -> None:
    _themes, concepts = reference.read(FILE.parent)
    silent = [c.code for c in concepts if not any(c.code in analyse("", text).concepts for text, _w in c.terms)]
    assert silent == []


def test_another_file_may_be_read(tmp_path: Path) -> None:
    path = tmp_path / "eigen.toml"
    path.write_text('[vlieger]\nlabel="Vliegeren"\ntermen="vlieger, ~wind"\n', encoding="utf-8")
    thesaurus = Thesaurus.from_toml(path)
    assert set(analyse("Vliegers", "", thesaurus).concepts) == {"vlieger"}
    assert thesaurus.related == {"vlieger": ()}


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(OSError, match="weg.toml"):
        Thesaurus.from_toml(Path("weg.toml"))
