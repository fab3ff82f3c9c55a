"""Municipality staff see figures of their own gemeente, and nothing that one could tell a person from."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Posting, User
from needs.models import Need, Outcome
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(wijk: Neighbourhood) -> Client:
    somebody = User.objects.enter(name="Fenna", by=None, email="fenna@voorbeeld.example", is_staff=True)
    Posting.objects.create(user=somebody, municipality=wijk.municipality)
    client = Client()
    client.force_login(somebody)
    return client


def needs(
    count: int, person: User, wijk: Neighbourhood, theme: Theme, solved: str = "", by: User | None = None
) -> None:
    for number in range(count):
        need = Need.objects.register(
            by=person, neighbourhood=wijk, asker=person, kind="help", title=f"=Geheim {number}", text="x", theme=theme
        )
        if solved:
            Outcome.objects.close(need, solved, by=by)


def test_counts_of_five_and_more_are_shown(
    staff: Client, wijk: Neighbourhood, amina: User, coby: User, theme: Theme
) -> None:
    needs(6, amina, wijk, theme, "neighbour", coby)
    needs(2, amina, wijk, theme)
    lines = staff.get(reverse("figures:csv")).content.decode("utf-8-sig").splitlines()
    assert lines[1].split(";")[3:] == ["ten minste 6", "6", "0", "0", "0", "minder dan 5"]


def test_no_title_and_no_other_gemeente(
    staff: Client, wijk: Neighbourhood, other_wijk: Neighbourhood, amina: User, els: User, theme: Theme
) -> None:
    needs(9, amina, wijk, theme)
    needs(9, els, other_wijk, theme)
    for name in ("figures:page", "figures:csv"):
        page = staff.get(reverse(name)).content.decode()
        assert "Maarssenbroek" in page
        assert [word for word in ("Moerwijk", "Geheim", "Amina") if word in page] == []


def test_residents_and_coordinators_do_not_get_in(client: Client, coby: User) -> None:
    client.force_login(coby)
    assert client.get(reverse("figures:page")).status_code == 302
