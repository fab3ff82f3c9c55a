"""Kanariegeel wants to be forgotten, and is: in every table, every session, the cache, the mail and the queue."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, connections, models, transaction
from django.test import Client

from members.models import Claim, Departure, Download, Erasure, Mandate, Merge, User
from members.notices import delivery
from members.notices.models import Notice, Subscription
from members.rights import Data, register, unlisted
from needs import background
from needs.models import BreakGlass, CallTask, Contact, Draft, Need, NeedConcept, Outcome, Proposal, Share
from offers.models import Offer, OfferConcept
from tests import ground
from tests.audit import audit
from tests.cast import person
from tests.members.haystack import found
from tests.privacy.conftest import MAIL, NAME, PHONE, TEXT, TITLE, World
from tests.privacy.conftest import people as people
from tests.privacy.conftest import world as world
from wijk.embedded.place import ADMIN, in_use
from wijk.embedded.server import _binaries
from wijk.journal import post
from wijk.places.scopes import EVERYWHERE

CANARIES = {
    "members.User.name": NAME,
    "members.User.email": MAIL,
    "members.User.typed_email": "kanarie-getypt@voorbeeld.example",
    "members.User.phone": PHONE,
    "account.EmailAddress.email": "kanarie-tweede@voorbeeld.example",
    "needs.Need.title": TITLE,
    "needs.Need.text": TEXT,
    "needs.Need.features": "Kanariekenmerk",
    "needs.Need.relation": "Kanariezus",
    "needs.Need.other_name": "Kanarieblauw",
    "needs.Need.other_phone": "0600000778",
    "needs.Share.purpose": "Kanariedoel",
    "needs.Share.extra": "Kanarieachtergrond",
    "needs.Share.words": "Kanarieantwoord",
    "needs.CallTask.note": "Kanarienotitie",
    "needs.Draft.answers": "Kanarieconcept",
    "offers.Offer.title": "Kanariesoep",
    "offers.Offer.text": "Kanariebouillon",
    "offers.Offer.not_done": "Kanarietrap",
    "offers.Offer.costs": "Kanariekosten",
    "offers.Offer.features": "Kanarieaanbod",
    "admin.LogEntry.object_repr": f"{NAME} (bewoner)",
    "needs.BreakGlass.words": "Kanarienoodtoegang",
    "needs.NeedConcept.code": "kanarie-begrip",
    "offers.OfferConcept.code": "kanarie-aanbodbegrip",
    "mfa.Authenticator.data": "Kanariegeheim",
    "socialaccount.SocialAccount.uid": "Kanarienummer",
    "socialaccount.SocialAccount.extra_data": "Kanariegemeente",
    "usersessions.UserSession.user_agent": "Kanariebrowser",
    "double.name": "Kanariedubbel",
    "double.phone": "0600000779",
}


@pytest.fixture
def db(race: None) -> Iterator[None]:
    """Really committed, so that another role can look."""
    yield
    audit()


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.QUEUE = tmp_path / "queue"
    settings.ERASURE_LEDGER = str(tmp_path / "ledger.jsonl")


@pytest.fixture
def full(world: World) -> World:
    """A person with everything: each personal field holds a word that stands nowhere else."""
    amina, coby, c = world.people["amina"], world.people["coby"], CANARIES
    User.objects.filter(name="Twin").update(phone="")  # who is perhaps her, and perhaps somebody else, is not her
    _identity(world, amina, coby)
    _asked(world, amina)
    _given(world, amina)
    browser = Client()
    browser.force_login(amina)
    browser.get(f"/{world.wijk.slug}/vragen/nieuw/")
    rows_of_draft = Draft.objects.all()
    browser.post(f"/{world.wijk.slug}/vragen/nieuw/vraag/", {"text": c["needs.Draft.answers"]})
    if not rows_of_draft.exists():
        draft = Draft.objects.create(neighbourhood=world.wijk, what="need")
        session = browser.session
        session[f"draft_need_{world.wijk.pk}"] = draft.key
        session.save()
    Draft.objects.update(answers={"vraag": {"text": {"text": [c["needs.Draft.answers"]]}}})
    Client().post("/toegang/", {"email": MAIL})  # a code is under way: in a session, in the mail, in the rate limits
    Notice.objects.tell(amina, "proposal.agreed", "y", neighbourhood=world.wijk, proposal=world.proposal.pk)
    rows(Notice).filter(kind="proposal.waiting", person=amina).update(status="queued")
    delivery.drain()
    while post.run_due():
        pass
    Notice.objects.tell(amina, "digest", "z", neighbourhood=world.wijk)
    return world


def _identity(world: World, amina: User, coby: User) -> None:
    c = CANARIES
    double = person(c["double.name"], world.wijk, phone=c["double.phone"])
    Merge.objects.record(double, into=amina, by=coby)
    EmailAddress.objects.create(user=amina, email=c["account.EmailAddress.email"])
    User.objects.filter(pk=amina.pk).update(typed_email=c["members.User.typed_email"])
    User.objects.filter(pk=world.people["bram"].pk).update(typed_email=MAIL)  # somebody typed hers
    Claim.objects.create(person=amina, head="AAAA", digest="x", by=coby, expires_at="2030-01-01T00:00Z")
    Departure.objects.create(person=amina, kind="admitted", by=coby, back_at="2026-01-01T00:00Z")
    Authenticator.objects.create(user=amina, type="totp", data={"secret": c["mfa.Authenticator.data"]})
    SocialAccount.objects.create(
        user=amina, provider="openid_connect", uid=c["socialaccount.SocialAccount.uid"],
        extra_data={"name": c["socialaccount.SocialAccount.extra_data"]},
    )  # fmt: skip
    UserSession.objects.create(
        user=amina, session_key="x", ip="127.0.0.1", user_agent=c["usersessions.UserSession.user_agent"]
    )
    Subscription.objects.stop(amina, "digest", by=amina)
    Download.objects.open(amina, by=amina)
    helper = world.people["bram"]
    Mandate.objects.give(
        amina, helper, neighbourhood=world.wijk, scope="ask", role="carer", until=world.wijk.today(), by=amina
    )
    kind = ContentType.objects.get_for_model(User)
    for name in (c["admin.LogEntry.object_repr"], MAIL):
        LogEntry.objects.create(user=coby, content_type=kind, object_id=amina.pk, object_repr=name, action_flag=2)


def _asked(world: World, amina: User) -> None:
    c = CANARIES
    hers = rows(Need).filter(asker=amina)
    hers.update(
        features={"woord": c["needs.Need.features"]},
        relation=c["needs.Need.relation"],
        other_name=c["needs.Need.other_name"],
        other_phone=c["needs.Need.other_phone"],
    )
    told = {"purpose": "needs.Share.purpose", "extra": "needs.Share.extra", "words": "needs.Share.words"}
    rows(Share).filter(need__asker=amina).update(**{field: c[name] for field, name in told.items()})
    rows(CallTask).filter(person=amina).update(note=c["needs.CallTask.note"])
    rows(BreakGlass).filter(need__asker=amina).update(words=c["needs.BreakGlass.words"])
    NeedConcept.objects.create(about=world.need, code=c["needs.NeedConcept.code"], by=amina)
    els = world.people["els"]
    Need.objects.register(
        by=els, neighbourhood=world.other_wijk, asker=els, kind="help", title="Fiets", text="Fiets",
        for_other=True, other_name=NAME, other_phone=PHONE,
    )  # fmt: skip


def _given(world: World, amina: User) -> None:
    """She helps too: Els asked, she said yes, it is done."""
    c, coby, hans = CANARIES, world.people["coby"], world.people["hans"]
    told = {name.rsplit(".", 1)[1]: word for name, word in c.items() if name.startswith("offers.Offer.")}
    rows(Offer).filter(person=amina).update(**told | {"features": {"woord": told["features"]}})
    offer = rows(Offer).get(person=amina)
    OfferConcept.objects.create(about=offer, code=c["offers.OfferConcept.code"], by=amina)
    asked = Need.objects.register(by=hans, neighbourhood=world.wijk, asker=hans, kind="help", title="Kast", text="Kast")
    asked.correct(theme=world.need.theme, by=coby)
    proposal = Proposal.objects.make(asked, by=coby, source="hand", offer=offer)
    for side in ("helper", "asker"):
        proposal.reply(side, True, by=coby, how="spoken")
    Outcome.objects.close(asked, "neighbour", by=coby, proposal=proposal)


WORDS = sorted(set(CANARIES.values()))


def test_before_she_is_everywhere_and_afterwards_nowhere(full: World) -> None:
    before = found(WORDS)
    assert sorted(before) == WORDS, "the search finds each word as long as it is there"
    places = set().union(*before.values())
    assert {"members_user", "needs_need", "sessions", "mail", "django_admin_log", "needs_draft"} <= places
    amina = full.people["amina"]
    Erasure.objects.record(amina, by=amina)
    assert found(WORDS) == {}
    while post.run_due():  # what the erasure set in motion brings nothing back
        pass
    delivery.drain()
    assert found(WORDS) == {}
    assert {row.person_id for row in Erasure.objects.all()} == {amina.pk, amina.absorbed.get().gone_id}


CODES = {  # written by the platform itself, or wrapped up and searched apart (`haystack._wrapped`)
    "members.User.language",
    "needs.Need.number",
    "needs.Answer.reason",
    "needs.FollowUp.how",
    "notices.Notice.kind",
    "notices.Subscription.kind",
    "journal.Entry.verb",
    "admin.LogEntry.change_message",
    "sessions.Session.session_data",
    "socialaccount.SocialAccount.provider",
    "needs.NeedPrivate.body",  # sealed: see the test below
}


def test_every_text_that_may_be_hers_holds_a_canary() -> None:
    """So that a new text field is searched for as well."""
    texts = set()
    for label, data in register().items():
        for name in (*data.own, *data.others.split()):
            field = apps.get_model(label)._meta.get_field(name)
            if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
                texts.add(f"{label}.{name}")
    assert texts == {name for name in CANARIES if not name.startswith("double.")} | CODES


def test_what_was_under_seal_goes_too(full: World) -> None:
    amina = full.people["amina"]
    assert background.exists(full.need, by=amina)
    Erasure.objects.record(amina, by=amina)
    assert not background.exists(full.need, by=amina)


@pytest.mark.skipif(not in_use(), reason="a dump past row security needs a role that only the embedded server lends")
def test_a_restored_backup_forgets_her_again(full: World, tmp_path: Path) -> None:
    amina, dump = full.people["amina"], tmp_path / "backup.dump"
    owner = connections["owner"]
    # The owner of the tables sees no background either (row security): a dump needs who may pass that.
    _run("pg_dump", f"--username={ADMIN}", "--format=custom", f"--file={dump}", owner.settings_dict["NAME"])
    Erasure.objects.record(amina, by=amina)
    name = owner.settings_dict["NAME"]
    with _restored(dump, name):
        assert sorted(found([NAME, MAIL, TEXT])) == sorted([NAME, MAIL, TEXT]), "the backup has her"
        assert Erasure.objects.count() == 0, "and knows nothing of her wish: the file does"
        call_command("replay_erasures")
        assert found(WORDS) == {}
        assert Erasure.objects.count() == 2
        call_command("replay_erasures")
        assert Erasure.objects.count() == 2, "twice is once"


def test_a_new_person_with_her_number_is_not_forgotten(full: World) -> None:
    amina = full.people["amina"]
    Erasure.objects.record(amina, by=amina)
    User.objects.filter(pk=amina.pk).update(name="Nieuw", is_active=True)  # the row was taken by somebody else
    with open(os.fspath(_ledger()), encoding="utf-8") as lines:
        assert Erasure.objects.replay(lines) == 0
    assert User.objects.get(pk=amina.pk).name == "Nieuw"


def test_without_a_ledger_nothing_is_erased_and_nothing_is_claimed(full: World, settings: Any) -> None:
    amina = full.people["amina"]
    settings.ERASURE_LEDGER = "/dev/null/nowhere"
    with pytest.raises(OSError):
        Erasure.objects.record(amina, by=amina)
    assert (User.objects.get(pk=amina.pk).name, Erasure.objects.count()) == (NAME, 0)
    with pytest.raises(CommandError):
        call_command("replay_erasures")


def test_others_keep_what_was_theirs_without_her(full: World) -> None:
    amina, hans, coby = (full.people[name] for name in ("amina", "hans", "coby"))
    done = rows(Proposal).get(helper=amina, status="done")
    Erasure.objects.record(amina, by=amina)
    done.refresh_from_db(from_queryset=rows(Proposal))
    assert (done.status, str(done.helper)) == ("done", "een buur")
    assert rows(Need).filter(asker=amina).exclude(status="closed").count() == 0
    assert rows(Outcome).filter(need__asker=amina).count() == 2, "the counts of the wijk stay true"
    browser = Client()
    browser.force_login(coby)
    assert browser.get(f"/{full.wijk.slug}/mensen/").status_code == 200
    told = rows(CallTask).filter(reason="tell", person=hans, done_at=None)
    assert told.count() == 1, "who was asked by her hears it from the coordinator"
    assert rows(Contact).filter(person=amina).count() == 0


def test_only_herself_and_her_coordinator_may_ask_it(full: World) -> None:
    for name in ("bram", "hans", "dirk", "els", "cees", "bea", "gerda"):
        with pytest.raises(PermissionDenied):
            Erasure.objects.record(full.people["amina"], by=full.people[name])
    with pytest.raises(PermissionDenied):
        Erasure.objects.record(full.people["bea"], by=full.people["coby"])  # who works here does it alone
    Erasure.objects.record(full.people["amina"], by=full.people["coby"])
    assert {row.how for row in Erasure.objects.all()} == {"desk"}


def test_the_application_cannot_rewrite_the_ledger(full: World) -> None:
    Erasure.objects.record(full.people["amina"], by=full.people["amina"])
    for sql in ("UPDATE members_erasure SET mark = ''", "DELETE FROM members_erasure"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_no_field_of_the_site_is_forgotten() -> None:
    """A new field fails here until somebody said whose it is, and what becomes of it."""
    assert unlisted() == {}


def test_the_register_lists_no_field_that_is_not_there() -> None:
    everything = apps.get_models(include_auto_created=True)
    here = {model._meta.label: {f.name for f in model._meta.concrete_fields} for model in everything}
    extra = {label: data.fields - here[label] for label, data in register().items() if label in here}
    assert {label: names for label, names in extra.items() if names} == {}
    twice = {label for label, data in register().items() if _twice(data)}
    assert twice == set()


def _twice(data: Data) -> bool:
    return len([*data.own, *data.others.split(), *data.plain.split()]) != len(data.fields)


def _ledger() -> Path:
    from django.conf import settings

    return Path(settings.ERASURE_LEDGER)


def _run(program: str, *arguments: str) -> None:
    owner = connections["owner"].settings_dict
    passfile = {"PGPASSFILE": str(owner["OPTIONS"]["passfile"])} if "passfile" in owner["OPTIONS"] else {}
    about = {"PGUSER": owner["USER"], "PGHOST": owner["HOST"], "PGPORT": str(owner["PORT"] or ""), **passfile}
    known = os.environ | {name: value for name, value in about.items() if value}
    subprocess.run([str(_binaries() / program), *arguments], env=known, check=True, capture_output=True)  # noqa: S603


@contextmanager
def _restored(dump: Path, name: str) -> Iterator[None]:
    """The backup in a database of its own, with all connections on it until the end of the block."""
    copy = f"{name}_restored"
    used = [connections[alias] for alias in ("default", "cache", "owner")]
    elsewhere = connections["owner"].copy("elsewhere")
    elsewhere.settings_dict["NAME"] = "wijk"
    with elsewhere.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        cursor.execute(f'CREATE DATABASE "{copy}"')
    try:
        _run("pg_restore", f"--dbname={copy}", "--no-owner", "--exit-on-error", str(dump))
        _point(used, copy)
        yield
    finally:
        _point(used, name)
        ground.end_sessions(copy, "wijk")
        with elsewhere.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}"')
        elsewhere.close()


def _point(used: list[Any], name: str) -> None:
    for one in used:
        one.close()
        one.settings_dict["NAME"] = name
