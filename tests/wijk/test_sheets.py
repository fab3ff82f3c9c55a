"""Joined, the sheets say what they say apart; none is forgotten."""

from pathlib import Path

from django.conf import settings

from wijk import sheets

CSS = Path(settings.BASE_DIR) / "static" / "css"
RARE = {"idle", "agenda", "map", "admin", "admin-list"}  # linked by the pages that use them


def test_every_sheet_is_joined_or_linked_by_its_own_page() -> None:
    assert {path.stem for path in CSS.glob("*.css")} == {*sheets.RESIDENT, *sheets.WORK, *RARE}


def test_a_joined_sheet_is_its_parts_in_order_and_begins_with_the_layers() -> None:
    for names in sheets.JOINED.values():
        assert sheets.joined(names) == "".join((CSS / f"{name}.css").read_text() for name in names)
    assert "@layer reset, tokens, base, layout, components, print;" in sheets.joined(sheets.RESIDENT)[:300]
