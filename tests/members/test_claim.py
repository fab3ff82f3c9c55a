"""Taking the own account with a code on paper: handed over once, good once, and telling nothing to who guesses."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Claim, Knock, User
from members.models.claim import MAX_TRIES
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
ADDRESS = "amina@voorbeeld.example"


@pytest.fixture(autouse=True)
def mailbox(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]


def test_the_coordinator_hands_a_code_over_and_it_works_once(amina: User, coby: User) -> None:
    code = Claim.objects.hand_over(amina, by=coby)
    assert (len(code.replace(" ", "")), Claim.objects.filter(digest__contains=code).count()) == (8, 0)
    assert Claim.objects.redeem(code.lower().replace(" ", "-"), "Amina@Voorbeeld.example") == amina
    amina.refresh_from_db()
    assert (amina.email, amina.emailaddress_set.get().verified) == (ADDRESS, False)
    assert Claim.objects.redeem(code, "ander@voorbeeld.example") is None


def test_a_second_code_ends_the_first(amina: User, coby: User) -> None:
    first, second = (Claim.objects.hand_over(amina, by=coby) for _turn in range(2))
    assert Claim.objects.redeem(first, ADDRESS) is None
    assert Claim.objects.redeem(second, ADDRESS) == amina


def test_a_code_that_is_wrong_or_too_old_gives_nothing(amina: User, coby: User) -> None:
    code = Claim.objects.hand_over(amina, by=coby)
    for wrong in ("", "00000000", "XXXX XXXX", code[:-1], code + "2", "\x00", "é" * 8):
        assert Claim.objects.redeem(wrong, ADDRESS) is None
    Claim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Claim.objects.redeem(code, ADDRESS) is None
    amina.refresh_from_db()
    assert amina.email is None


def test_nobody_else_hands_a_code_over_and_nobody_gets_one_who_has_mail(
    amina: User, bram: User, coby: User, els: User
) -> None:
    for person, by in ((amina, bram), (amina, amina), (amina, els), (els, coby), (bram, coby)):
        with pytest.raises(PermissionDenied):
            Claim.objects.hand_over(person, by=by)


def post(client: Client, code: str, email: str) -> str:
    return client.post(reverse("members:claim"), {"code": code, "email": email}).content.decode()


def test_an_address_that_is_taken_gives_the_same_answer_as_a_wrong_code(
    client: Client, amina: User, bram: User, coby: User
) -> None:
    code = Claim.objects.hand_over(amina, by=coby)
    taken, wrong = post(client, code, bram.email or ""), post(client, "22222222", bram.email or "")

    def bare(page: str, typed: str) -> str:
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page).replace(typed, "")

    assert "al in gebruik" in taken
    assert [w in taken for w in ("Bram", "Amina")] == [w in wrong for w in ("Bram", "Amina")] == [False, False]
    assert bare(taken, code) == bare(wrong, "22222222")
    assert len(mail.outbox) == 0
    assert Claim.objects.redeem(code, ADDRESS) == amina, "the code was not spent on a wrong address"


def test_the_whole_way_in_with_a_code_on_paper(client: Client, amina: User, coby: User, wijk: Neighbourhood) -> None:
    code = Claim.objects.hand_over(amina, by=coby)
    page = client.post(reverse("members:claim"), {"code": code, "email": ADDRESS})
    assert (page.status_code, page.url) == (302, reverse("account_confirm_login_code"))
    assert client.get(f"/{wijk.slug}/mijn/").status_code == 302, "not in before the mailbox is proved"
    sent = mail.outbox[0]
    assert (sent.to, len(mail.outbox)) == ([ADDRESS], 1)
    mailed = next(word for word in str(sent.body).split() if word.replace("-", "").isdigit() and len(word) >= 8)
    client.post(reverse("account_confirm_login_code"), {"code": mailed})
    assert client.get(f"/{wijk.slug}/mijn/").status_code == 200
    assert amina.emailaddress_set.get().verified is True


@pytest.mark.parametrize("typed", ["", "a" * 10_000, "\x00", "🔑🔑🔑🔑", "<script>alert(1)</script>", "أ" * 8])
def test_whatever_is_typed_gives_a_dutch_page(typed: str, amina: User) -> None:
    web = Client(raise_request_exception=False)
    for data in ({"code": typed, "email": ADDRESS}, {"code": "ABCD EFGH", "email": typed}, {}):
        page = web.post(reverse("members:claim"), data)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_after_ten_guesses_an_hour_one_waits(client: Client, amina: User) -> None:
    answers = [client.post(reverse("members:claim"), {"code": "22222222", "email": ADDRESS}) for _turn in range(11)]
    assert [page.status_code for page in answers] == [200] * 10 + [429]


def test_the_next_hour_and_another_address_count_apart(amina: User) -> None:
    with time_machine.travel("2026-11-24T10:59:00+01:00", tick=False):
        allowed = [Knock.objects.allow("192.0.2.7", 3) for _turn in range(4)]
        assert (allowed, Knock.objects.allow("192.0.2.8", 3)) == ([True, True, True, False], True)
        assert not Knock.objects.filter(address__contains="192.0.2").exists(), "an address is kept as a keyed hash"
    with time_machine.travel("2026-11-24T11:00:00+01:00", tick=False):
        assert Knock.objects.allow("192.0.2.7", 3)
        assert Knock.objects.forget() == 0
    with time_machine.travel("2026-11-26T11:00:00+01:00", tick=False):
        assert (Knock.objects.forget(), Knock.objects.count()) == (3, 0)


def wrong_tail(code: str) -> str:
    """The right first letters and a wrong last one."""
    return code[:-1] + ("2" if code[-1] != "2" else "3")


def test_ten_wrong_tails_end_a_code_and_the_next_code_works(amina: User, coby: User) -> None:
    code = Claim.objects.hand_over(amina, by=coby)
    for _turn in range(MAX_TRIES):
        assert Claim.objects.redeem(wrong_tail(code), ADDRESS) is None
    assert Claim.objects.redeem(code, ADDRESS) is None, "guessed at too often"
    assert Claim.objects.redeem(Claim.objects.hand_over(amina, by=coby), ADDRESS) == amina


def test_nine_wrong_tails_do_not(amina: User, coby: User) -> None:
    code = Claim.objects.hand_over(amina, by=coby)
    for _turn in range(MAX_TRIES - 1):
        Claim.objects.redeem(wrong_tail(code), ADDRESS)
    assert Claim.objects.redeem(code, ADDRESS) == amina
