"""Seats, needs and shares for the stories of this floor."""

from collections.abc import Callable
from typing import Any

import pytest

from coalitions.models import Coalition, Seat
from members.models import Employment, Organisation, User
from needs.models import CallTask, Need, Share
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

Make = Callable[..., Any]
TITLE, TEXT, NAME, PHONE = "Pimpelmees", "Zeepaardje", "Amina", "06-00000001"


def calls(wijk: Neighbourhood) -> list[str]:
    return sorted(task.reason for task in CallTask.objects.within(wijk, reason="test").open())


@pytest.fixture
def ask(wijk: Neighbourhood, amina: User, theme: Theme) -> Make:
    """ask(title=…) is a need of Amina's."""

    def make(**fields: Any) -> Need:
        known = {"kind": "goods", "title": TITLE, "text": TEXT, "theme": theme, "asker": amina}
        need: Need = Need.objects.register(by=amina, neighbourhood=wijk, **(known | fields))
        return need

    return make


@pytest.fixture
def sit(wijk: Neighbourhood) -> Make:
    """sit(organisation, theme) is a seat in the coalition of the wijk."""

    def make(organisation: Organisation, theme: Theme | None = None) -> Seat:
        coalition, _new = Coalition.objects.get_or_create(neighbourhood=wijk)
        seat = Seat(coalition=coalition, organisation=organisation, theme=theme)
        seat.save()
        return seat

    return make


@pytest.fixture
def live(amina: User) -> Make:
    """live(need, organisation) is a share that was ticked beforehand and reached."""

    def make(need: Need, organisation: Organisation) -> Share:
        Share.objects.tick(need, organisation, by=amina, how="form")
        share: Share = Share.objects.reach(need, organisation, by=None, purpose="Kijken of het past")
        return share

    return make


@pytest.fixture
def another(welzijn: Organisation) -> Callable[[str], tuple[Organisation, User]]:
    """another("Anders") is one more organisation of the gemeente, with somebody who works there."""

    def make(name: str) -> tuple[Organisation, User]:
        made = Organisation.objects.create(name=name, kind=welzijn.kind, municipality=welzijn.municipality)
        worker = User.objects.enter(name=f"Wie van {name}", by=None, email=f"{name.lower()}@voorbeeld.example")
        Employment.objects.create(user=worker, organisation=made)
        return made, worker

    return make
