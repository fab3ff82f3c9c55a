"""Four neighbours who would all like company on a walk: Amina and Tom have no e-mail, Ria and Joke have."""

from collections.abc import Callable
from typing import Any

import pytest

from members.models import User
from needs.models import Bundle, BundledNeed, Need
from needs.together import finding
from tests.cast import person
from tests.members.notices.conftest import sink
from wijk.journal import post
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme
from wijk.themes.thesaurus import Thesaurus

__all__ = ["sink"]
Ask = Callable[..., Need]
TITLE, TEXT = "Wie gaat er mee wandelen?", "Alleen wandelen is zo stil."


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


def run() -> None:
    while post.run_due():
        pass


@pytest.fixture
def walking(db: None) -> Theme:
    code = Thesaurus.from_toml().concepts["wandelen"].theme
    return Theme.objects.create(code=code, label="Bewegen en buiten", area="C", risk=0, together=True)


@pytest.fixture
def walks(wijk: Neighbourhood, buurt: Buurt, walking: Theme) -> Ask:
    def make(asker: User, **fields: Any) -> Need:
        known: dict[str, Any] = {"kind": "together", "title": TITLE, "text": TEXT, "buurt": buurt, **fields}
        return Need.objects.register(by=asker, neighbourhood=wijk, asker=asker, **known)

    return make


@pytest.fixture
def people(wijk: Neighbourhood, amina: User) -> list[User]:
    ria = person("Ria", wijk, phone="0600000007", email="ria@voorbeeld.example")
    tom = person("Tom", wijk, phone="0600000008")
    joke = person("Joke", wijk, phone="0600000009", email="joke@voorbeeld.example")
    return [amina, ria, tom, joke]


@pytest.fixture
def needs(walks: Ask, people: list[User]) -> list[Need]:
    return [walks(asker) for asker in people]


@pytest.fixture
def bundle(wijk: Neighbourhood, needs: list[Need]) -> Bundle:
    """An idea that nobody was asked about yet."""
    run()
    finding.find(wijk)
    return rows(Bundle).get()


@pytest.fixture
def asked(bundle: Bundle, coby: User) -> Bundle:
    bundle.ask(by=coby)
    run()
    return bundle


def row_of(need: Need) -> BundledNeed:
    return rows(BundledNeed).select_related("need", "bundle").get(need=need)


@pytest.fixture
def gathered(asked: Bundle, needs: list[Need], coby: User) -> Bundle:
    """Three said yes, Joke did not answer."""
    for need in needs[:3]:
        row_of(need).reply(True, by=coby, how="spoken")
    run()
    asked.refresh_from_db()
    return asked
