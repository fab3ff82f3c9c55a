"""An address on screen."""

from wijk.places.templatetags.masked import masked


def test_only_the_first_letter_of_the_name_stays() -> None:
    assert masked("ria.terpstra@voorbeeld.example") == "r•••@voorbeeld.example"


def test_no_address_is_nothing() -> None:
    assert masked("") == ""
