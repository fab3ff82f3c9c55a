"""A table is read whole, or refused with the line that is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wijk.places.cbs import BadFile, read
from wijk.places.cbs.rows import GEMEENTE, read_rows
from wijk.places.management.commands.load_cbs import FOLDER

WIJKEN, BUURTEN = "wijken_kerncijfers_2024.csv", "buurten_kerncijfers_2024.csv"
Lines = list[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "cbs"))


def at(line: int, old: str, new: str) -> Callable[[Lines], None]:
    """Changes one line, counted from 1; fails when there is nothing to change."""

    def change(lines: Lines) -> None:
        assert old in lines[line - 1]
        lines[line - 1] = lines[line - 1].replace(old, new, 1)

    return change


BROKEN: dict[str, tuple[str, Callable[[Lines], None], str]] = {
    "a figure's column is gone": (BUURTEN, at(1, "huishoudens,", "gezinnen,"), "regel 1: de kolom huishoudens"),
    "a column twice": (BUURTEN, at(1, "gm_naam", "gm_code"), "regel 1: een kolom staat er dubbel in"),
    "a column too many": (BUURTEN, at(7, ",", ",,"), "regel 7: 25 kolommen in plaats van 24"),
    "no number at all": (BUURTEN, at(2, ",2.5,", ",nan,"), "regel 2: 'nan' in huishoudensgrootte"),
    "fewer than nobody": (BUURTEN, at(2, ",615,", ",-615,"), "regel 2: '-615' in inwoners"),
    "no name": (BUURTEN, at(2, "Maarsseveen", " "), "regel 2: de naam ontbreekt"),
    "a name as long as a page": (BUURTEN, at(2, "Maarsseveen", "M" * 121), "regel 2: de naam is te lang"),
    "a wijk of nowhere": (WIJKEN, at(3, "GM1904", "GM9999"), "regel 3: GM9999 is onbekend"),
    "a middle in the sea": (BUURTEN, at(2, "52.14003", "12.14003"), "regel 2: het midden ligt niet in Nederland"),
    "half a middle": (BUURTEN, at(2, "52.14003", ""), "regel 2: het midden ligt niet in Nederland"),
    "a quote that stays open": (BUURTEN, at(402, "BU", '"BU'), "regel 402: de regel is stuk"),
    "the end of the list is gone": (BUURTEN, lambda lines: lines.__delitem__(slice(-60, None)), "ligt niets"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_table_is_refused(folder: Path, what: str) -> None:
    name, change, words = BROKEN[what]
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    change(lines)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        read(folder, 2024)
    assert name in str(refused.value) and words in str(refused.value)


def test_a_number_cut_off_at_the_very_end_is_seen(folder: Path) -> None:
    """The last line still has its columns, but its last number lost a digit."""
    path = folder / BUURTEN
    path.write_text(path.read_text(encoding="utf-8")[:-2], encoding="utf-8")
    with pytest.raises(BadFile, match="regel 402: het bestand is afgebroken"):
        read(folder, 2024)


def test_other_letters_than_utf_8_are_named_with_their_line(folder: Path) -> None:
    path = folder / BUURTEN
    content = path.read_bytes().replace(b"Bethunepolder", b"B\xebthunepolder", 1)
    path.write_bytes(content)
    with pytest.raises(BadFile, match="regel 3: de letters zijn geen UTF-8"):
        read(folder, 2024)


def test_a_byte_order_mark_is_no_part_of_the_first_column(folder: Path) -> None:
    path = folder / "gemeenten_2024.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_rows(path, GEMEENTE)) == 5


def test_what_cbs_leaves_empty_stays_empty() -> None:
    maarsseveen = read(FOLDER, 2024).buurten[0]
    assert (maarsseveen.name, maarsseveen.parent, maarsseveen.point) == ("Maarsseveen", "WK190401", (5.07774, 52.14003))
    assert (maarsseveen.figures["inhabitants"], maarsseveen.figures["income"]) == (615, None)
