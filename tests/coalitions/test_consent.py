"""The coordinator writes down a yes for any organisation with a seat: its moment, how it was said, and its last day."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coalitions import routing
from members.models import Organisation, User
from needs.lifecycle import NotAllowed
from needs.models import Need, Outcome, Share
from offers.models import Offer
from tests.coalitions.conftest import TEXT, Make
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(ask: Make, sit: Make, welzijn: Organisation) -> Need:
    sit(welzijn)
    made: Need = ask()
    return made


@pytest.fixture
def write(client: Client, need: Need, welzijn: Organisation, coby: User) -> Any:
    """write(until=…) fills in the form as Coby does and gives the page after it."""

    def post(by: User = coby, **changed: str) -> Any:
        client.force_login(by)
        today = need.neighbourhood.today()
        data = {"organisation": welzijn.pk, "how": "desk", "on": f"{today:%d-%m-%Y}"}
        data |= {"until": f"{today + timedelta(days=14):%d-%m-%Y}"} | changed
        address = reverse("dashboard:consent", args=[need.neighbourhood.slug, need.number])
        return client.post(address, data, follow=True)

    return post


def test_it_is_live_at_once_with_moment_and_end(write: Any, need: Need, dirk: User, coby: User, client: Client) -> None:
    text = write().content.decode()
    share = need.shares.get()
    assert "Welzijn Vechtstreek mag nu meekijken." in text
    assert (share.given_how, share.given_by, share.is_live) == ("desk", coby, True)
    assert (timezone.localdate() + timedelta(days=14), timezone.localdate()) == (
        share.until,
        timezone.localdate(share.given_at),
    )
    client.force_login(dirk)
    assert TEXT in client.get(reverse("partner:need", args=[share.pk])).content.decode()


def test_a_yes_of_yesterday_stands_on_yesterday(write: Any, need: Need) -> None:
    back = timezone.now() - timedelta(days=2)
    Need.objects.within(need.neighbourhood, reason="test").filter(pk=need.pk).update(registered_at=back)
    day = need.neighbourhood.today() - timedelta(days=1)
    write(on=f"{day:%d-%m-%Y}")
    assert timezone.localdate(need.shares.get().given_at) == day


@pytest.mark.parametrize("ended", ["refused", "withdrawn", "cannot", "past"])
def test_a_new_yes_counts_after_an_end(
    ended: str, write: Any, need: Need, live: Make, welzijn: Organisation, dirk: User, coby: User
) -> None:
    share = live(need, welzijn)
    if ended == "refused":
        share.refuse(by=coby)
    elif ended == "withdrawn":
        share.withdraw(by=coby)
    elif ended == "cannot":
        share.answer("cannot", by=dirk)
    else:
        need.shares.update(until=timezone.localdate() - timedelta(days=1))
    write()
    share = need.shares.get()
    assert (share.is_live, share.reply) == (True, "")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"organisation": ""}, "Kies een organisatie."),
        ({"organisation": "x" * 10_000}, "Kies een organisatie."),
        ({"organisation": "987654"}, "Kies een organisatie."),
        ({"how": "link"}, "Selecteer een geldige keuze."),
        ({"how": ""}, "Kies hoe de vrager ja zei."),
        ({"on": "morgen"}, "Typ de dag zo: 24-11-2026."),
        ({"on": "31-02-2026"}, "Typ de dag zo: 24-11-2026."),
        ({"on": "01-01-2001"}, "Dit kan niet. Kies een dag tussen de vraag en vandaag."),
        ({"on": "01-01-2099"}, "Dit kan niet. Kies een dag tussen de vraag en vandaag."),
        ({"until": "01-01-2001"}, "Kies een dag vanaf vandaag"),
        ({"until": "01-01-2099"}, "Kies een dag vanaf vandaag"),
        ({"until": "<script>alert(1)</script>"}, "Typ de dag zo: 24-11-2026."),
    ],
)
def test_odd_input_is_refused_in_dutch(changed: dict[str, str], says: str, write: Any, need: Need) -> None:
    page = write(**changed)
    assert (page.status_code, need.shares.count()) == (200, 0)
    assert says in page.content.decode()


def test_an_organisation_without_a_seat_cannot_be_chosen(write: Any, need: Need, another: Make) -> None:
    organisation, _worker = another("Anders")
    write(organisation=str(organisation.pk))
    assert need.shares.count() == 0


def test_what_is_private_or_closed_gets_no_consent(
    write: Any, need: Need, welzijn: Organisation, amina: User, coby: User
) -> None:
    need.correct(private=True, by=amina)
    assert "Alleen de buurtverbinder mag deze vraag zien." in write().content.decode()
    need.correct(private=False, by=amina)
    Outcome.objects.close(need, "self", by=coby)
    write()
    assert need.shares.count() == 0
    about = {"how": "desk", "at": timezone.now(), "until": timezone.localdate(), "purpose": ""}
    with pytest.raises(NotAllowed):
        Share.objects.record(need, welzijn, by=coby, **about)


def test_only_the_coordinator_of_this_wijk(
    write: Any, need: Need, welzijn: Organisation, amina: User, els: User, dirk: User
) -> None:
    for by in (amina, els, dirk):
        assert write(by=by).status_code == 404
        with pytest.raises(PermissionDenied):
            about = {"how": "desk", "at": timezone.now(), "until": timezone.localdate(), "purpose": ""}
            Share.objects.record(need, welzijn, by=by, **about)
    assert need.shares.count() == 0


def test_the_form_stands_on_the_need_of_the_coordinator_only(
    client: Client, need: Need, amina: User, coby: User, wijk: Neighbourhood
) -> None:
    for by, there in ((coby, True), (amina, False)):
        client.force_login(by)
        assert ("Bewaar de toestemming" in client.get(need.get_absolute_url()).content.decode()) is there


@pytest.mark.parametrize(
    ("asked", "given", "fits"),
    [
        ("help", ["help"], True),
        ("help", ["goods"], False),
        ("help", ["goods", "help"], True),
        ("other", ["goods"], True),  # "past er niet bij" says nothing about the kind
    ],
)
def test_an_offer_of_an_organisation_fits_on_kind_as_well_as_theme(
    asked: str, given: list[str], fits: bool, ask: Make, wijk: Neighbourhood, welzijn: Organisation, theme: Theme
) -> None:
    about = {"neighbourhood": wijk, "organisation": welzijn, "theme": theme, "title": "Iets", "text": "Iets"}
    Offer.objects.register(by=None, kinds=given, **about)
    assert routing.fitting(ask(kind=asked)) == ([welzijn] if fits else [])
