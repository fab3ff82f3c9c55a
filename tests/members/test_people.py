"""A person is a row, also without e-mail; a typed address proves nothing."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from members.models import Membership, Role, User
from needs.models import Need
from tests.cast import person
from tests.journeys.test_walk import ANSWERS, ask
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db


def test_a_typed_address_of_somebody_known_never_attaches(
    client: Client, wijk: Neighbourhood, bram: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, "contact", ANSWERS["contact"] | {"email": "BRAM@voorbeeld.example"})
    need = ask(client, wijk)
    assert (need.asker == bram, need.asker.email, need.asker.typed_email) == (False, None, "bram@voorbeeld.example")
    assert (bram.needs.count(), EmailAddress.objects.filter(user=need.asker).count()) == (0, 0)
    client.force_login(bram)
    assert need.title not in client.get(f"/{wijk.slug}/mijn/").content.decode()
    assert list(Need.objects.visible_to(bram)) == []


def test_a_typed_number_of_somebody_known_never_attaches(wijk: Neighbourhood, amina: User) -> None:
    other = User.objects.enter(name="Iemand", phone=amina.phone, by=None)
    assert (other == amina, amina.memberships.count(), other.memberships.count()) == (False, 1, 0)


def test_an_address_is_lower_case_or_null_and_the_database_says_so(amina: User) -> None:
    for typed in (" Kapper@Voorbeeld.EXAMPLE ", ""):
        amina.email = typed
        amina.save()
        amina.refresh_from_db()
        assert amina.email == (typed.strip().lower() or None)
    for wrong in ("", "Groot@voorbeeld.example"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=amina.pk).update(email=wrong)


def test_two_people_without_an_address_do_not_collide(amina: User, wijk: Neighbourhood) -> None:
    assert [person(name, wijk).email for name in ("Een", "Twee")] == [None, None]


def test_every_address_has_its_row_with_allauth(bram: User) -> None:
    assert list(EmailAddress.objects.values_list("user", "email", "primary", "verified")) == [
        (bram.pk, "bram@voorbeeld.example", True, False)
    ]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DESK, Role.BOARD, Role.REFERRER])
def test_only_the_board_of_this_wijk_appoints(
    role: Role, wijk: Neighbourhood, other_wijk: Neighbourhood, amina: User, bram: User, coby: User
) -> None:
    staff = User.objects.enter(name="Gerda", by=None, is_staff=True)
    for by in (amina, bram, coby, staff, person("Ander bestuur", other_wijk, Role.BOARD)):
        with pytest.raises(PermissionDenied):
            Membership.objects.appoint(bram, wijk, role, by=by)
    board = person("Bea", wijk, Role.BOARD)
    made = Membership.objects.appoint(bram, wijk, role, by=board)
    assert Membership.objects.appoint(bram, wijk, role, by=board) == made
    lines = Entry.objects.within(wijk, reason="test").filter(verb="member.appointed")
    assert [(e.actor, e.subject_id, e.ids) for e in lines] == [(board, made.pk, {"role": role})]


def test_a_role_that_ended_opens_nothing(client: Client, wijk: Neighbourhood, coby: User) -> None:
    client.force_login(coby)
    assert client.get(f"/{wijk.slug}/vandaag/").status_code == 200
    coby.memberships.get().end(by=coby)
    assert client.get(f"/{wijk.slug}/vandaag/").status_code == 302  # another duty, another session
    client.force_login(coby)
    assert client.get(f"/{wijk.slug}/vandaag/").status_code == 404
    assert Entry.objects.within(EVERYWHERE, reason="test").filter(verb="member.left").count() == 1
