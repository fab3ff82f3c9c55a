"""Themes and thesaurus: loaded whole, again without doubling, or refused with file, line and key."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from wijk.themes.management.commands.load_themes import FOLDER
from wijk.themes.models import Concept, Term, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("themes.toml", "thesaurus.toml"):
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def load(folder: Path = FOLDER) -> tuple[int, int, int]:
    call_command("load_themes", folder=folder, verbosity=0, stdout=StringIO())
    return Theme.objects.count(), Concept.objects.count(), Term.objects.count()


def test_it_loads_all_themes_and_concepts() -> None:
    assert load()[:2] == (63, 213)
    groceries = Theme.objects.get(code="A1")
    assert (groceries.label, groceries.area, groceries.risk, groceries.together) == ("Boodschappen", "A", 2, True)
    assert Concept.objects.get(code="hond_uitlaten").theme.code == "A8"
    assert Concept.objects.get(code="onderdak").straight_to == "gemeente"
    assert Theme.objects.filter(code="C11").values_list("straight_to", "risk").get() == ("zorg", 3)


def test_loading_again_changes_nothing() -> None:
    before, first = load(), Concept.objects.get(code="tuin").pk
    assert (load(), Concept.objects.get(code="tuin").pk) == (before, first)


def test_what_people_added_or_switched_off_stays(folder: Path) -> None:
    load()
    Theme.objects.filter(code="F8").update(active=False)
    Term.objects.create(concept=Concept.objects.get(code="tuin"), text="plantenborder")
    load()
    assert not Theme.objects.get(code="F8").active
    assert Term.objects.filter(text="plantenborder").exists()


def test_a_changed_label_and_weight_come_along(folder: Path) -> None:
    load()
    change(folder, "themes.toml", '"Boodschappen"', '"Boodschappen halen"')
    change(folder, "thesaurus.toml", "~dragen", "dragen")
    load(folder)
    assert Theme.objects.get(code="A1").label == "Boodschappen halen"
    assert Term.objects.get(concept__code="boodschappen", text="dragen").weight == Term.Weight.PLAIN


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


BROKEN = {
    "a label is gone": ("themes.toml", 'label = "Boodschappen"\n', "", "regel 4: label ontbreekt"),
    "a wrong code": ("themes.toml", '"A2"', '"Z2"', "regel 10: 'Z2' is geen code"),
    "a code twice": ("themes.toml", '"A2"', '"A1"', "regel 10: A1 staat er dubbel in"),
    "a risk of nine": ("themes.toml", "risk = 2", "risk = 9", "regel 4: risk van A1"),
    "an unknown key": ("themes.toml", "risk = 2", "risk = 2\nkleur = 1", "regel 4: kleur is onbekend"),
    "a broken line": ("themes.toml", 'code = "A1"', 'code = "A1', "regel 5: het bestand is stuk"),
    "an unknown theme": ("thesaurus.toml", 'code="A1"', 'code="A99"', "regel 4: boodschappen: thema A99"),
    "an unknown relation": ("thesaurus.toml", "apotheek", "apotheeek", "regel 4: boodschappen: verwant apotheeek"),
    "no terms": ("thesaurus.toml", 'termen="boodschap,', 'woorden="boodschap,', "regel 4: termen ontbreekt"),
    "a term of nothing": ("thesaurus.toml", "~dragen", "~", "regel 4: boodschappen: het woord '~'"),
    "a concept twice": ("thesaurus.toml", "[apotheek]", "[boodschappen]", "het bestand is stuk"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_wrong_file_is_refused_whole_with_its_line(folder: Path, what: str) -> None:
    name, old, new, words = BROKEN[what]
    change(folder, name, old, new)
    with pytest.raises(CommandError) as refused:
        load(folder)
    assert name in str(refused.value) and words in str(refused.value)
    assert (Theme.objects.count(), Concept.objects.count()) == (0, 0)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "thesaurus.toml").unlink()
    with pytest.raises(CommandError, match=r"thesaurus\.toml"):
        load(folder)
