"""Every page in English: no Dutch word of ours is left on it, for any reader."""

import re
from typing import Any

import pytest

from tests.privacy.conftest import World
from tests.privacy.test_address_form import READERS, pages, says

pytestmark = pytest.mark.django_db
DUTCH = re.compile(
    r"\b(het|een|niet|voor|van|wij|zij|uw?|hij|deze|geen|naar|bij|ook|kunt|wordt|zijn|vraag|aanbod|er|bel|kies|typ|geef"
    r"|heeft|wilt|maar|wie|waar|hoe|uit|aan|dank|buur|buurt|nog|nu|ja|nee)\b",
    re.I,
)
EVERYWHERE = ("notices:", "places:", "account_", "members:", "pages:", "partner:", "figures:")


@pytest.mark.parametrize("reader", READERS)
def test_no_dutch_is_left(reader: str, world: World, looks: Any) -> None:
    client = looks(reader)
    client.cookies["taal"] = "en"
    found = pages(world, client, EVERYWHERE)
    assert len(found) > 50
    assert says(found, DUTCH) == set()
