"""A mail speaks the language of its reader, and in Dutch the wijk's own u or je; its page goes on in the same words."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.models import User
from members.notices import delivery
from members.notices.kinds import Words, register
from members.notices.links import answer, stop
from members.notices.models import Notice
from needs.models import Need, Proposal
from tests.cast import person
from wijk.journal import post
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def proposed(wijk: Neighbourhood, amina: User, bram: User, coby: User, theme: Any) -> Proposal:
    need = Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Soep", text="Soep", theme=theme
    )
    return Proposal.objects.make(need, by=coby, source="hand", helper=bram)


def says_je(wijk: Neighbourhood) -> None:
    wijk.address_form = "je"
    wijk.save()


def sent_to(somebody: User) -> tuple[str, str, str]:
    """(subject, text, html) of the one mail to this person."""
    post.run_due()
    delivery.drain()
    (letter,) = [letter for letter in mail.outbox if letter.to == [somebody.email]]
    return letter.subject, str(letter.body), str(letter.alternatives[0][0])  # type: ignore[attr-defined]


FORMS = {
    "u": ("Er is een voorstel voor u", '<html lang="nl">'),
    "je": ("Er is een voorstel voor je", '<html lang="nl">'),
    "en": ("There is a proposal for you", '<html lang="en">'),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_mail_and_the_page_behind_its_link(form: str, proposed: Proposal, bram: User, wijk: Neighbourhood) -> None:
    if form == "je":
        says_je(wijk)
    if form == "en":
        bram.speak("en")
    subject, text, page = sent_to(bram)
    words, html = FORMS[form]
    assert subject == f"{words} - Maarssenbroek"
    assert f"{words}. " in text and html in page
    link = re.search(r"/antwoord/\S+", text)
    assert link is not None
    opened = Client().get(link[0])  # a browser that knows nobody
    assert (opened.status_code, html in opened.content.decode()) == (200, True)
    assert opened.headers["Content-Language"] == ("en" if form == "en" else "nl")


def test_who_chose_a_language_in_this_browser_keeps_it(proposed: Proposal, bram: User) -> None:
    client = Client()
    client.cookies["taal"] = "en"
    assert '<html lang="en">' in client.get(answer(bram.pk, "proposal", proposed.pk)).content.decode()
    assert "Do you want to stop the neighbourhood news?" in client.get(stop(bram.pk, "digest")).content.decode()


def test_the_stop_page_says_je_where_its_mail_did(bram: User, wijk: Neighbourhood) -> None:
    says_je(wijk)

    @register("test.stoppable", subject="Nieuws", stoppable=True)
    def words(notice: Notice) -> Words:
        return Words(["Nieuws."])

    Notice.objects.tell(bram, "test.stoppable", "1", neighbourhood=wijk)
    delivery.drain()
    link = re.search(r"/wijkbericht/stop/[^>]+", mail.outbox[0].extra_headers["List-Unsubscribe"])
    assert link and "Wil je geen wijkbericht meer?" in Client().get(link[0]).content.decode()


def code_mail(client: Client, email: str) -> str:
    client.post(reverse("account_request_login_code"), {"email": email})
    return mail.outbox[-1].subject.partition("] ")[2]  # allauth puts the host before it


def test_the_code_for_logging_in_too(bram: User, wijk: Neighbourhood, other_wijk: Neighbourhood) -> None:
    els = person("Els", other_wijk, email="els@voorbeeld.example")
    says_je(wijk)
    assert code_mail(Client(), bram.email or "") == "Je code voor de wijk"
    assert code_mail(Client(), els.email or "") == "Uw code voor de wijk"
    bram.speak("en")
    assert code_mail(Client(), bram.email or "") == "Your code for the neighbourhood"
    english = Client()
    english.cookies["taal"] = "en"
    assert code_mail(english, els.email or "") == "Your code for the neighbourhood"
