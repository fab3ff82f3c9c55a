"""Amina called once and wrote once, and stands in the books twice; the coordinator makes one person of her."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.floors import from_the_top
from members.models import Claim, Departure, Employment, Membership, Merge, Organisation, Role, Unmergeable, User
from members.notices.links import answer, read_answer
from members.notices.models import Notice, Subscription
from needs.models import Apart, CallTask, Contact, Need, Proposal
from offers.models import Offer
from tests.audit import audit
from tests.cast import person
from wijk.journal import post
from wijk.journal.models import Entry
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
Ask = Callable[..., Need]


@pytest.fixture(autouse=True)
def audited(db: None) -> Any:
    yield
    audit()


@pytest.fixture
def twin(wijk: Neighbourhood) -> User:
    """Amina again, from the site, with an address that nobody proved."""
    return person("Amina de Wit", wijk, phone="0600000001", email="amina@voorbeeld.example")


@pytest.fixture
def ask(wijk: Neighbourhood, theme: Theme) -> Ask:
    def make(asker: User, **fields: Any) -> Need:
        known = {"kind": "help", "title": "Kast", "text": "Schroeven", "theme": theme}
        return Need.objects.register(by=asker, neighbourhood=wijk, asker=asker, **(known | fields))

    return make


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


def of(person: User) -> dict[str, int]:
    """How much of every kind is this person's."""
    return {
        "needs": rows(Need).filter(asker=person).count(),
        "offers": rows(Offer).filter(person=person).count(),
        "helping": rows(Proposal).filter(helper=person).count(),
        "calls": rows(CallTask).filter(person=person).count(),
        "contacts": rows(Contact).filter(person=person).count(),
        "notices": rows(Notice).filter(person=person).count(),
        "roles": person.memberships.current().count(),
        "addresses": EmailAddress.objects.filter(user=person).count(),
    }


def test_every_column_that_points_at_a_person_moves_or_stays_on_purpose() -> None:
    """A new column fails here until somebody thought of it."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and not field.many_to_many and field.related_model is User:
                found.add(f"{model._meta.app_label}.{model.__name__}.{field.name}")
    moves: list[str] = [name for floor in from_the_top("merging") for name in floor.MOVES]
    stays: list[str] = [name for floor in from_the_top("merging") for name in floor.STAYS]
    assert sorted([*moves, *stays]) == sorted(found)


def test_everything_of_both_is_of_one(
    wijk: Neighbourhood, amina: User, twin: User, bram: User, coby: User, ask: Ask
) -> None:
    first, second = ask(amina), ask(twin, title="Rit")
    Offer.objects.register(by=twin, neighbourhood=wijk, person=twin, kinds=["help"], title="Soep", text="Soep")
    Proposal.objects.make(ask(bram), by=coby, source="hand", helper=twin)
    CallTask.objects.promise(second, by=coby, day=wijk.today())
    Contact.objects.log("spoken", by=coby, need=second)
    Notice.objects.tell(twin, "proposal.waiting", "7", neighbourhood=wijk, proposal=7)
    merge = Merge.objects.record(twin, into=amina, by=coby)
    amina.refresh_from_db()
    everything = dict.fromkeys(("offers", "helping", "calls", "contacts", "notices", "roles", "addresses"), 1)
    assert of(amina) == {"needs": 2, **everything}
    assert of(twin) == dict.fromkeys(of(twin), 0)
    assert set(rows(Need).filter(asker=amina)) == {first, second}
    assert (amina.email, amina.phone, amina.name) == ("amina@voorbeeld.example", "0600000001", "Amina")
    entry = Entry.objects.within(wijk, reason="test").about(merge).get()
    assert (entry.verb, entry.actor, entry.ids) == ("member.merged", coby, {"into": amina.pk})


def test_twice_is_once_and_what_came_in_meanwhile_comes_along(
    wijk: Neighbourhood, amina: User, twin: User, coby: User, ask: Ask
) -> None:
    first = Merge.objects.record(twin, into=amina, by=coby)
    assert Merge.objects.record(twin, into=amina, by=coby) == first
    late = ask(twin)  # a request that was under way
    while post.run_due():
        pass
    late.refresh_from_db()
    assert (late.asker, Entry.objects.within(wijk, reason="test").filter(verb="member.merged").count()) == (amina, 1)


def test_the_old_row_is_no_way_in_and_the_address_opens_the_one_who_stays(
    client: Client, wijk: Neighbourhood, amina: User, twin: User, coby: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    from django.core import mail

    other = Client()
    other.force_login(twin)
    assert other.get(f"/{wijk.slug}/mijn/").status_code == 200
    Merge.objects.record(twin, into=amina, by=coby)
    assert other.get(f"/{wijk.slug}/mijn/").status_code == 302, "out at once"
    client.post("/toegang/", {"email": "amina@voorbeeld.example"})
    code = next(w for w in str(mail.outbox[0].body).split() if w.replace("-", "").isdigit() and len(w) >= 8)
    client.post("/toegang/typ-uw-code/", {"code": code})
    assert int(client.session["_auth_user_id"]) == amina.pk


def test_two_addresses_stay_two_and_one_is_the_first(amina: User, twin: User, coby: User) -> None:
    amina.take_address("a@voorbeeld.example")
    EmailAddress.objects.filter(user=twin).update(verified=True)
    Merge.objects.record(twin, into=amina, by=coby)
    amina.refresh_from_db()
    found = set(EmailAddress.objects.filter(user=amina).values_list("email", "primary", "verified"))
    assert found == {("a@voorbeeld.example", True, False), ("amina@voorbeeld.example", False, True)}
    assert (amina.email, twin.emailaddress_set.count()) == ("a@voorbeeld.example", 0)


def test_a_typed_address_is_settled_when_it_was_the_others(amina: User, twin: User, coby: User) -> None:
    again = User.objects.enter(name="Amina", by=None, email="amina@voorbeeld.example")
    again.move_to(twin.memberships.get().neighbourhood, by=None)
    assert again.typed_email == "amina@voorbeeld.example"
    Merge.objects.record(again, into=twin, by=coby)
    twin.refresh_from_db()
    assert (twin.typed_email, twin.email) == ("", "amina@voorbeeld.example")


def test_one_role_remains_with_what_was_known_of_both(
    wijk: Neighbourhood, buurt: Buurt, amina: User, twin: User, coby: User
) -> None:
    twin.memberships.update(since="2020-01-01", buurt=buurt)
    twin.memberships.get().meet(by=coby)
    Merge.objects.record(twin, into=amina, by=coby)
    role = Membership.objects.current().get(user=amina)
    assert (f"{role.since}", role.buurt, role.met_by) == ("2020-01-01", buurt, coby)


def test_nobody_is_proposed_to_themselves_or_asked_twice(amina: User, twin: User, coby: User, ask: Ask) -> None:
    need, other = ask(amina), ask(coby)
    own = Proposal.objects.make(need, by=coby, source="hand", helper=twin)
    answered = Proposal.objects.make(other, by=coby, source="hand", helper=twin)
    answered.reply("helper", True, by=coby, how="spoken")
    silent = Proposal.objects.make(other, by=coby, source="hand", helper=amina)
    Merge.objects.record(twin, into=amina, by=coby)
    found = {row.pk: row.status for row in rows(Proposal)}
    assert found == {own.pk: "withdrawn", answered.pk: "open", silent.pk: "withdrawn"}
    need.refresh_from_db()
    assert need.status == "open"


def test_one_matter_is_one_call_and_the_same_is_told_once(
    wijk: Neighbourhood, amina: User, twin: User, coby: User
) -> None:
    amina.take_address("a@voorbeeld.example")
    for somebody in (amina, twin):
        CallTask.objects.plan("expires", neighbourhood=wijk, person=somebody)
        Notice.objects.tell(somebody, "digest", "2026-W48", neighbourhood=wijk)
    Subscription.objects.stop(twin, "digest", by=twin)
    Merge.objects.record(twin, into=amina, by=coby)
    assert [task.person for task in rows(CallTask).open()] == [amina]
    told = set(rows(Notice).values_list("person", "status"))
    assert told == {(amina.pk, "queued"), (twin.pk, "stopped")}
    assert not Subscription.objects.wanted(amina, "digest"), "a stop stays a stop"


def test_a_code_on_paper_goes_along_until_there_is_a_mailbox(
    wijk: Neighbourhood, amina: User, twin: User, coby: User
) -> None:
    third = person("Amina", wijk)
    code = Claim.objects.hand_over(third, by=coby)
    Merge.objects.record(third, into=amina, by=coby)
    assert Claim.objects.get().person == amina
    Merge.objects.record(twin, into=amina, by=coby)
    assert Claim.objects.redeem(code, "ander@voorbeeld.example") is None
    assert Claim.objects.filter(used_at=None).count() == 0


def test_an_old_link_in_the_mailbox_still_works(amina: User, twin: User, coby: User) -> None:
    import needs.telling  # noqa: F401 -- registers its handlers

    token = answer(twin.pk, "proposal", 7).rsplit("/", 2)[1]
    third = person("Amina", amina.memberships.get().neighbourhood)
    Merge.objects.record(twin, into=third, by=coby)
    Merge.objects.record(third, into=amina, by=coby)
    found = read_answer(token)
    assert found is not None and found[0] == amina


def test_only_the_coordinator_of_both_merges(
    amina: User, twin: User, bram: User, els: User, coby: User, other_wijk: Neighbourhood, wijk: Neighbourhood
) -> None:
    cees, board = person("Cees", other_wijk, Role.COORDINATOR), person("Bea", wijk, Role.BOARD)
    tries: Iterable[tuple[User, User, User]] = (
        (twin, amina, bram),
        (twin, amina, amina),
        (twin, amina, board),
        (twin, amina, cees),
        (els, amina, coby),
        (amina, els, coby),
    )
    for gone, into, by in tries:
        with pytest.raises(PermissionDenied):
            Merge.objects.record(gone, into=into, by=by)
    twin.move_to(other_wijk, by=twin)  # she belongs elsewhere too: there it is not Coby's to say
    with pytest.raises(PermissionDenied):
        Merge.objects.record(twin, into=amina, by=coby)
    assert Merge.objects.count() == 0


def test_no_login_gets_a_role_by_merging(
    wijk: Neighbourhood, welzijn: Organisation, amina: User, twin: User, bram: User, coby: User
) -> None:
    desk = person("Kees", wijk, Role.DESK)
    Employment.objects.create(user=bram, organisation=welzijn)
    for somebody in (coby, desk, bram):
        with pytest.raises(Unmergeable):
            Merge.objects.record(somebody, into=amina, by=coby)
    Merge.objects.record(twin, into=bram, by=coby)  # the other way round the board's gift stays where it was
    assert bram.organisations().count() == 1


def test_who_departed_or_was_merged_or_is_the_same_is_refused(
    wijk: Neighbourhood, amina: User, twin: User, bram: User, coby: User
) -> None:
    Departure.objects.record(bram, "moved", by=coby)
    Merge.objects.record(twin, into=amina, by=coby)
    third = person("Amina", wijk)
    for gone, into in ((bram, amina), (amina, bram), (amina, amina), (third, twin)):
        with pytest.raises((Unmergeable, PermissionDenied)):
            Merge.objects.record(gone, into=into, by=coby)
    assert Merge.objects.count() == 1


def test_it_costs_the_same_however_much_there_is(amina: User, twin: User, coby: User, ask: Ask) -> None:
    found, wijk = [], amina.memberships.get().neighbourhood
    for more in (1, 10):
        third = person("Amina", wijk)
        for _need in range(more):
            ask(third)
        with CaptureQueriesContext(connection) as seen:
            Merge.objects.record(third, into=amina, by=coby)
        found.append(len(seen))
    assert found[0] == found[1]


def test_who_is_kept_apart_stays_so(wijk: Neighbourhood, amina: User, twin: User, bram: User, coby: User) -> None:
    Apart.objects.keep(twin, bram, neighbourhood=wijk, by=coby)
    Apart.objects.keep(twin, amina, neighbourhood=wijk, by=coby)
    Merge.objects.record(twin, into=amina, by=coby)
    assert [{row.first, row.second} for row in rows(Apart)] == [{amina, bram}]
