"""Real figures of real places: loaded whole, loaded again without doubling, or refused with the line named."""

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from wijk.places.management.commands.load_cbs import FOLDER
from wijk.places.models import Buurt, District, Figures, Municipality, Outline

pytestmark = pytest.mark.django_db
BUURTEN = "buurten_kerncijfers_2024.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "cbs"))


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Municipality, District, Buurt, Figures, Outline))


def test_it_loads_five_municipalities_with_their_figures() -> None:
    call_command("load_cbs", verbosity=0)
    assert counts() == (5, 80, 401, 486, 400)
    zebraspoor = Figures.objects.get(code="BU19041210", year=2024)
    assert (zebraspoor.inhabitants, zebraspoor.old, zebraspoor.households) == (1820, 310, 785)
    assert Figures.objects.get(code="WK051836", year=2024).inhabitants == 21555


def test_buurten_lie_beside_each_other_both_ways() -> None:
    call_command("load_cbs", verbosity=0)
    zebraspoor = Buurt.objects.get(code="BU19041210")
    beside = set(zebraspoor.adjoining.values_list("name", flat=True))
    assert {"Kamelenspoor", "Pauwenkamp"} <= beside
    assert all(zebraspoor in other.adjoining.all() for other in zebraspoor.adjoining.all())
    assert not zebraspoor.adjoining.exclude(district__municipality=zebraspoor.district.municipality).exists()


def test_loading_again_changes_nothing() -> None:
    call_command("load_cbs", verbosity=0)
    before, first = counts(), Buurt.objects.get(code="BU19041210").pk
    call_command("load_cbs", verbosity=0)
    assert (counts(), Buurt.objects.get(code="BU19041210").pk) == (before, first)


def test_another_year_adds_figures_and_no_places(folder: Path) -> None:
    call_command("load_cbs", verbosity=0)
    for path in folder.glob("*2024*"):
        path.rename(folder / path.name.replace("2024", "2025"))
    text = (folder / "buurten_kerncijfers_2025.csv").read_text()
    (folder / "buurten_kerncijfers_2025.csv").write_text(text.replace("Zebraspoor,3605,1820", "Zebraspoor,3605,1840"))
    call_command("load_cbs", folder=folder, year=2025, verbosity=0)
    assert counts() == (5, 80, 401, 972, 800)
    years = Figures.objects.filter(code="BU19041210").order_by("year").values_list("year", "inhabitants")
    assert list(years) == [(2024, 1820), (2025, 1840)]


def _lines(path: Path, change) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    change(lines)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


BROKEN = {
    "a missing column": (BUURTEN, lambda x: x.__setitem__(0, x[0].replace("bu_naam", "naam")), "regel 1"),
    "a truncated line": (BUURTEN, lambda x: x.__setitem__(40, x[40][:30]), "regel 41"),
    "a wrong code": (BUURTEN, lambda x: x.__setitem__(5, x[5].replace("BU1904", "XX1904")), "regel 6"),
    "a word for a number": (BUURTEN, lambda x: x.__setitem__(3, x[3].replace(",3603,175,", ",3603,veel,")), "regel 4"),
    "a buurt twice": (BUURTEN, lambda x: x.append(x[1]), "regel 403"),
    "an unknown wijk": (BUURTEN, lambda x: x.__setitem__(9, x[9].replace("WK1904", "WK9999")), "regel 10"),
    "nothing in it": (BUURTEN, lambda x: x.__delitem__(slice(1, None)), "leeg"),
    "a broken outline": ("buurt_svg_GM1904.json", lambda x: x.__setitem__(-1, x[-1][:500]), "regel 1"),
    "a script as outline": (
        "buurt_svg_GM1904.json",
        lambda x: x.__setitem__(0, x[0].replace("M443 653", "<script>", 1)),
        "vorm",
    ),
    "a broken map": ("buurten_2024.geojson", lambda x: x.__setitem__(-1, x[-1][:900]), "afgebroken"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_wrong_file_is_refused_whole_with_its_line(folder: Path, what: str) -> None:
    name, change, words = BROKEN[what]
    _lines(folder / name, change)
    with pytest.raises(CommandError) as refused:
        call_command("load_cbs", folder=folder, verbosity=0)
    assert name in str(refused.value) and words in str(refused.value)
    assert counts() == (0, 0, 0, 0, 0)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / BUURTEN).unlink()
    with pytest.raises(CommandError, match=BUURTEN):
        call_command("load_cbs", folder=folder, verbosity=0)
