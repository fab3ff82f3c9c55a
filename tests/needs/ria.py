"""Ria asks and has e-mail; her name, title and words must never stand in a mail."""

import pytest

from members.models import User
from members.notices.models import Notice
from needs.models import CallTask, Need, Proposal
from offers.models import Offer
from tests.members.notices.conftest import sink
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

__all__ = ["need", "ria", "sink"]  # fixtures; whoever imports this module by name takes the rest
SECRET = ("Kanariegeel", "Pimpelmees", "Zeepaardje")


@pytest.fixture
def ria(wijk: Neighbourhood) -> User:
    """Asks, and has e-mail."""
    person = User.objects.enter(name=SECRET[0], by=None, email="ria@voorbeeld.example", phone="0600000007")
    person.move_to(wijk, by=person)
    return person


@pytest.fixture
def need(ria: User, coby: User, wijk: Neighbourhood, theme: Theme) -> Need:
    row = Need.objects.register(by=ria, neighbourhood=wijk, asker=ria, kind="help", title=SECRET[1], text=SECRET[2])
    row.correct(theme=theme, by=coby)
    return row


def agree(need: Need, helper: User, coby: User) -> Proposal:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=helper)
    proposal.reply("helper", True, by=coby, how="spoken")
    proposal.reply("asker", True, by=coby, how="spoken")
    return proposal


def told(kind: str) -> list[User]:
    rows = Notice.objects.within(EVERYWHERE, reason="test").filter(kind=kind).order_by("person__name")
    return [notice.person for notice in rows.select_related("person")]


def to_call(person: User) -> list[str]:
    rows = CallTask.objects.within(EVERYWHERE, reason="test").open().filter(person=person)
    return sorted(task.reason for task in rows)


def local(address: str) -> str:
    return address.replace("http://localhost:8000", "")


def asked_by(person: User, wijk: Neighbourhood, coby: User, theme: Theme) -> Need:
    row = Need.objects.register(by=person, neighbourhood=wijk, asker=person, kind="help", title="Kast", text="Kast")
    row.correct(theme=theme, by=coby)
    return row


def giving(person: User, wijk: Neighbourhood) -> Offer:
    return Offer.objects.register(
        by=person,
        neighbourhood=wijk,
        person=person,
        kinds=["help"],
        title=SECRET[1],
        text=SECRET[2],
        until=wijk.today(),
    )
