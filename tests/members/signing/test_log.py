"""The journal knows who came in and what was tried in vain, by ids only."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from tests.members.signing.conftest import asks_for_a_code, last_code, signs_in
from tests.members.signing.test_second_factor import code_of
from tests.proved import prove
from wijk.journal.models import Entry
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db


def lines(somebody: User) -> list[tuple[str, int | None, dict[str, object]]]:
    rows = Entry.objects.within(EVERYWHERE, reason="test").about(somebody).filter(verb__startswith="person.")
    return [(row.verb, row.actor_id, row.ids) for row in rows.order_by("pk")]


def test_a_wrong_code_and_then_the_right_one(bram: User) -> None:
    web = asks_for_a_code(bram.email or "")
    web.post(reverse("account_confirm_login_code"), {"code": "9999-9999"})
    web.post(reverse("account_confirm_login_code"), {"code": last_code()})
    assert lines(bram) == [("person.code_refused", None, {"last": False}), ("person.came_in", bram.pk, {})]


def test_the_third_wrong_code_is_the_last(bram: User) -> None:
    web = asks_for_a_code(bram.email or "")
    for turn in range(5):
        web.post(reverse("account_confirm_login_code"), {"code": f"9999-999{turn}"})
    assert [ids["last"] for _verb, _actor, ids in lines(bram)] == [False, False, True]


def test_a_wrong_second_step_and_then_the_right_one(coby: User) -> None:
    prove(Client().session, coby)
    web = signs_in(coby.email or "")
    web.post(reverse("mfa_authenticate"), {"code": "000000"})
    web.post(reverse("mfa_authenticate"), {"code": code_of(coby)})
    assert lines(coby) == [("person.lock_refused", None, {"kind": "totp"}), ("person.came_in", coby.pk, {})]


def test_a_lock_that_goes_is_written_down(client: Client, bram: User) -> None:
    client.force_login(bram)
    prove(client.session, bram)
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(bram, generate_totp_secret())
    client.post(reverse("members:sudo"), {"code": code_of(bram)})
    client.post(reverse("mfa_deactivate_totp"))
    assert ("person.lock_taken_away", bram.pk, {"kind": "totp"}) in lines(bram)
