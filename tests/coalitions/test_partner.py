"""The partner's work list: the minimum, after consent, for a time; and every look is written down."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Employment, Organisation, User
from needs.models import Need, Share
from needs.privacy import Disclosure
from wijk.journal.models import Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
TEXT = "Zeepaardje"


def shared(
    wijk: Neighbourhood, asker: User, organisation: Organisation, theme: Theme, title: str = "Een boor"
) -> Share:
    need = Need.objects.register(
        by=asker, neighbourhood=wijk, asker=asker, kind="goods", title=title, text=TEXT, theme=theme
    )
    Share.objects.tick(need, organisation, by=asker, how="form")
    return Share.objects.reach(need, organisation, by=None, purpose="Kijken of het past")


@pytest.fixture
def share(wijk: Neighbourhood, amina: User, welzijn: Organisation, theme: Theme) -> Share:
    return shared(wijk, amina, welzijn, theme)


@pytest.fixture
def worker(dirk: User, client: Client) -> Client:
    client.force_login(dirk)
    return client


def test_the_list_shows_title_and_buurt_and_no_person(worker: Client, share: Share, amina: User) -> None:
    page = worker.get(reverse("partner:list")).content.decode()
    assert "Een boor" in page
    assert [word for word in (amina.name, "06-00000001", TEXT) if word in page] == []


def test_the_opened_need_shows_the_words_and_writes_the_look(worker: Client, share: Share, dirk: User) -> None:
    page = worker.get(reverse("partner:need", args=[share.pk])).content.decode()
    assert TEXT in page and "Amina" not in page
    look = Look.objects.within(EVERYWHERE, reason="test").get()
    assert (look.actor, look.object_id, look.organisation) == (dirk.pk, share.need_id, share.organisation_id)


def test_after_picking_up_they_may_call(worker: Client, share: Share) -> None:
    address = reverse("partner:need", args=[share.pk])
    worker.post(address, {"reply": "picked_up", "words": "Vrijdag kom ik langs."})
    share.need.refresh_from_db()
    assert share.need.status == "referred"
    assert "06-00000001" in worker.get(address).content.decode()


def test_handing_back_opens_the_need(worker: Client, share: Share) -> None:
    address = reverse("partner:need", args=[share.pk])
    for reply in ("picked_up", "handed_back"):
        worker.post(address, {"reply": reply, "words": ""})
    share.need.refresh_from_db()
    assert share.need.status == "open"


@pytest.mark.parametrize("replies", [("cannot",), ("picked_up", "handed_back"), ("picked_up", "done")])
def test_after_the_last_word_the_words_are_gone_at_once(
    replies: tuple[str, ...], worker: Client, share: Share, dirk: User, wijk: Neighbourhood
) -> None:
    """Wij kunnen niet, teruggegeven or klaar: from the next page on only what the list shows."""
    own, typed = reverse("partner:need", args=[share.pk]), share.need.get_absolute_url()
    assert [TEXT in worker.get(address).content.decode() for address in (own, typed)] == [True, True]
    for reply in replies:
        worker.post(own, {"reply": reply, "words": ""})
    for address in (own, typed):
        page = worker.get(address).content.decode()
        assert [word for word in (TEXT, "06-00000001", "Amina") if word in page] == []
    assert "De woorden ziet u niet meer." in worker.get(own).content.decode()
    assert share.need.card_for(dirk).level == Disclosure.LIST


def test_whoever_can_after_all_reads_them_again(worker: Client, share: Share) -> None:
    address = reverse("partner:need", args=[share.pk])
    for reply, reads in (("cannot", False), ("picked_up", True)):
        worker.post(address, {"reply": reply, "words": ""})
        assert (TEXT in worker.get(address).content.decode()) is reads


def test_withdrawn_is_gone_at_the_next_request(worker: Client, share: Share, amina: User) -> None:
    address = reverse("partner:need", args=[share.pk])
    assert worker.get(address).status_code == 200
    resident = Client()
    resident.force_login(amina)
    resident.post(reverse("dashboard:share_stop", args=[share.need.neighbourhood.slug, share.pk]))
    assert worker.get(address).status_code == 404
    assert "Een boor" not in worker.get(reverse("partner:list")).content.decode()


def test_another_organisation_and_a_resident_see_nothing(
    client: Client, share: Share, els: User, wijk: Neighbourhood, welzijn: Organisation
) -> None:
    other = Organisation.objects.create(name="Anders", kind=welzijn.kind, municipality=wijk.municipality)
    stranger = User.objects.enter(name="Vera", by=None, email="vera@voorbeeld.example")
    Employment.objects.create(user=stranger, organisation=other)
    for person in (stranger, els):
        client.force_login(person)
        assert client.get(reverse("partner:need", args=[share.pk])).status_code == 404


def test_a_wrong_answer_says_so_and_loses_nothing(worker: Client, share: Share) -> None:
    page = worker.post(reverse("partner:need", args=[share.pk]), {"reply": "", "words": "Ik ben Marit."})
    text = page.content.decode()
    assert page.status_code == 200 and "Kies wat u met deze vraag doet." in text and "Ik ben Marit." in text


def test_the_coordinator_records_a_spoken_yes(
    client: Client, wijk: Neighbourhood, amina: User, coby: User, dirk: User, welzijn: Organisation, theme: Theme
) -> None:
    need = Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="goods", title="Een boor", text=TEXT, theme=theme
    )
    share = Share.objects.reach(need, welzijn, by=coby)
    assert list(Need.objects.visible_to(dirk)) == []
    client.force_login(coby)
    client.post(reverse("dashboard:share_answer", args=[wijk.slug, share.pk]), {"answer": "yes"})
    share.refresh_from_db()
    assert (share.given_how, share.given_by, share.is_live) == ("phone", coby, True)
    assert list(Need.objects.visible_to(dirk)) == [need]


@pytest.mark.parametrize("query", ["theme=999", "buurt=x", "haste=nooit", "state=weg", "waiting=-1", "page=99"])
def test_odd_filters_never_break(worker: Client, share: Share, query: str) -> None:
    assert worker.get(f"{reverse('partner:list')}?{query}").status_code == 200


def test_the_number_of_queries_does_not_grow(
    worker: Client, wijk: Neighbourhood, amina: User, welzijn: Organisation, theme: Theme
) -> None:
    counts = []
    for more in (1, 2, 15):
        for number in range(more):
            shared(wijk, amina, welzijn, theme, f"Een boor {number}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            worker.get(reverse("partner:list"))
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
