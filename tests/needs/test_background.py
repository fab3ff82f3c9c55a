"""The background of a need: sealed, opened by two people only, never without a line in the log, walled off twice."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction
from django.test import override_settings

from members.models import User
from needs import background
from needs.lifecycle import NotAllowed
from needs.models import Need, NeedPrivate
from tests.cast import person
from wijk import keys
from wijk.embedded.place import new_field_key
from wijk.journal.models import Entry, Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
TEXT = "Drie keer in de week dialyse. Mijn zoon weet het niet."
WORD = "dialyse"


@pytest.fixture
def asked(wijk: Neighbourhood, amina: User, theme: Theme) -> Need:
    need: Need = Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Een rit", text="Een rit", theme=theme
    )
    background.keep_background(need, TEXT, by=amina)
    return need


def looks() -> list[tuple]:
    rows = Look.objects.within(EVERYWHERE, reason="test").order_by("pk")
    return list(rows.values_list("actor", "subject", "action", "ground", "purpose", "words"))


def everything() -> NeedPrivate:
    return NeedPrivate.objects.within(EVERYWHERE, reason="test")


def seen_by(pk: object) -> int:
    """How many rows PostgreSQL shows when the transaction says that this person looks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('wijk.person', %s, true)", [str(pk)])
        cursor.execute("SELECT count(*) FROM needs_needprivate")
        found = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('wijk.person', '', true)")
    return int(found)


def test_the_asker_and_the_coordinator_read_it_and_both_are_written_down(asked: Need, amina: User, coby: User) -> None:
    assert background.open_background(asked, by=amina) == TEXT
    assert background.open_background(asked, by=coby, reason="call", words="Over de rit") == TEXT
    assert looks() == [
        (amina.pk, amina.pk, "background", "own", "", ""),
        (coby.pk, amina.pk, "background", "coordination", "call", "Over de rit"),
    ]


def test_a_coordinator_without_a_reason_reads_nothing(asked: Need, coby: User) -> None:
    with pytest.raises(background.ReasonMissing):
        background.open_background(asked, by=coby)
    assert looks() == []


def test_nobody_else_reads_it_and_nothing_is_written(
    asked: Need, bram: User, dirk: User, other_wijk: Neighbourhood
) -> None:
    cees = person("Cees", other_wijk, "coordinator")
    root = User.objects.create_superuser("beheer@voorbeeld.example", name="Beheer")
    for stranger in (bram, dirk, cees, root):
        with pytest.raises(PermissionDenied):
            background.open_background(asked, by=stranger, reason="call")
        assert not background.exists(asked, by=stranger)
        with pytest.raises(NotAllowed):
            background.keep_background(asked, "", by=stranger)
    assert looks() == [] and background.exists(asked, by=asked.asker)


def test_when_the_look_cannot_be_written_nothing_is_shown(
    asked: Need, coby: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The INSERT itself is refused by PostgreSQL, as it would be with a full disk."""
    opened = []
    monkeypatch.setattr(keys, "decrypt", lambda *_args, **_about: opened.append(1))
    with pytest.raises(DatabaseError, match="of relation .journal_look."), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE journal_look (LIKE journal_look INCLUDING DEFAULTS, CHECK (false))")
        background.open_background(asked, by=coby, reason="call")
    assert (opened, looks()) == ([], [])


def test_it_stands_nowhere_in_clear(asked: Need, amina: User) -> None:
    background.open_background(asked, by=amina)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{WORD}%"])  # noqa: S608
            if cursor.fetchone()[0]:
                found.append(table)
        cursor.execute("SELECT set_config('wijk.person', %s, true)", [str(amina.pk)])
        cursor.execute("SELECT body FROM needs_needprivate")
        (body,) = cursor.fetchone()
        cursor.execute("SELECT set_config('wijk.person', '', true)")
    assert found == [] and WORD not in body and body.startswith("gAAAA")


def test_a_body_that_is_moved_to_another_row_is_refused(asked: Need, amina: User, wijk: Neighbourhood) -> None:
    other: Need = Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Twee", text="Twee"
    )
    background.keep_background(other, "Niets bijzonders", by=amina)
    with background._looking_as(amina.pk):
        everything().filter(pk=other.pk).update(body=everything().get(pk=asked.pk).body)
    with pytest.raises(keys.Unreadable):
        background.open_background(other, by=amina)


def test_the_envelope_names_purpose_row_and_field() -> None:
    token = keys.encrypt(TEXT, purpose="need_private", pk=7)
    assert keys.decrypt(token, purpose="need_private", pk=7) == TEXT
    for wrong in ({"purpose": "totp", "pk": 7}, {"purpose": "need_private", "pk": 8}):
        with pytest.raises(keys.Unreadable):
            keys.decrypt(token, **wrong)
    with pytest.raises(keys.Unreadable):
        keys.decrypt(token, purpose="need_private", pk=7, field="title")
    with pytest.raises(keys.Unreadable):
        keys.decrypt("gAAAAA-stuk", purpose="need_private", pk=7)


def test_empty_removes_it(asked: Need, amina: User) -> None:
    background.keep_background(asked, "  ", by=amina)
    assert (background.open_background(asked, by=amina), looks()) == ("", [])
    kept = Entry.objects.within(EVERYWHERE, reason="test").filter(verb="need.background_kept")
    assert list(kept.values_list("actor", "ids")) == [(amina.pk, {})] * 2


def test_it_goes_with_its_need(asked: Need, amina: User, wijk: Neighbourhood) -> None:
    """Whoever deletes a need sees no background, and PostgreSQL takes it along: a second one takes the number."""
    number = asked.pk
    asked.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    about = {"by": amina, "neighbourhood": wijk, "asker": amina, "kind": "help", "title": "Weer", "text": "Weer"}
    assert background.exists(Need.objects.register(**about, pk=number), by=amina) is False


def test_postgresql_shows_the_row_to_three_people_only(
    asked: Need, amina: User, coby: User, bram: User, dirk: User, other_wijk: Neighbourhood
) -> None:
    cees = person("Cees", other_wijk, "coordinator")
    assert [seen_by(reader.pk) for reader in (amina, coby, bram, dirk, cees)] == [1, 1, 0, 0, 0]
    assert [seen_by(nobody) for nobody in ("", 0, 987654)] == [0, 0, 0]
    assert everything().count() == 0  # the application, having forgotten to say who looks
    coby.memberships.get().end(by=None)
    assert seen_by(coby.pk) == 0  # from the moment on which her role ended


def test_nobody_writes_a_row_for_another(asked: Need, bram: User, amina: User, wijk: Neighbourhood) -> None:
    his: Need = Need.objects.register(by=bram, neighbourhood=wijk, asker=bram, kind="help", title="Drie", text="Drie")
    with pytest.raises(ProgrammingError, match="row-level security"), background._looking_as(amina.pk):
        everything().create(pk=his.pk, body="x")
    assert everything().filter(pk=asked.pk).update(body="x") == 0


def test_after_an_exception_the_transaction_shows_nothing(asked: Need, amina: User) -> None:
    with pytest.raises(ZeroDivisionError), background._looking_as(amina.pk):
        assert everything().count() == 1
        raise ZeroDivisionError
    assert everything().count() == 0
    background.open_background(asked, by=amina)
    assert everything().count() == 0, "the request goes on in the same transaction"


def test_a_new_key_reads_what_the_old_one_sealed_until_everything_is_sealed_anew(asked: Need, amina: User) -> None:
    old, new = settings.FIELD_KEYS[0], new_field_key()
    with override_settings(FIELD_KEYS=[new]), pytest.raises(keys.Unreadable):
        background.open_background(asked, by=amina)
    with override_settings(FIELD_KEYS=[new, old]):
        assert background.open_background(asked, by=amina) == TEXT
        assert list(background.rotate()) == [True]
        assert list(background.rotate()) == [False]
        call_command("rotate_keys", verbosity=0)
    with override_settings(FIELD_KEYS=[new]):  # the old key is retired
        assert background.open_background(asked, by=amina) == TEXT
    with override_settings(FIELD_KEYS=[old]), pytest.raises(keys.Unreadable):
        background.open_background(asked, by=amina)
