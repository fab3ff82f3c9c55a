"""Figures are plain digits; what Python would also take as a number is refused."""

import pytest

from wijk.places.cbs.numbers import whole, with_fraction


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("1820", 1820), (" 65 ", 65), ("", None), (".", None)])
def test_whole_numbers_and_withheld_cells(text: str, number: int | None) -> None:
    assert whole(text) == number


@pytest.mark.parametrize(("text", "number"), [("2.5", 2.5), ("87", 87.0), ("", None)])
def test_fractions(text: str, number: float | None) -> None:
    assert with_fraction(text) == number


@pytest.mark.parametrize("text", ["veel", "nan", "inf", "-5", "+5", "1_000", "1e3", "1,5", "٣", "9999999999"])
def test_anything_else_is_refused(text: str) -> None:
    for read in (whole, with_fraction):
        with pytest.raises(ValueError):
            read(text)


def test_a_fraction_is_no_whole_number() -> None:
    with pytest.raises(ValueError):
        whole("2.5")
