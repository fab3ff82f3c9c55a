"""Whoever opens a need is written down in the transaction that shows it, and whoever asked can read it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Organisation, User
from members.notices.links import answer
from needs import background, looking, looks
from needs.models import Need, Proposal, Share
from needs.privacy import Disclosure
from tests.cast import person
from wijk.journal.models import Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(wijk: Neighbourhood, amina: User, theme: Theme) -> Need:
    need: Need = Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="goods", title="Een boor", text="Zeepaardje", theme=theme
    )
    return need


@pytest.fixture
def share(asked: Need, amina: User, welzijn: Organisation) -> Share:
    Share.objects.tick(asked, welzijn, by=amina, how="form")
    return Share.objects.reach(asked, welzijn, by=None)


def get(client: Client, reader: User, name: str, *args: Any) -> str:
    client.force_login(reader)
    return client.get(reverse(name, args=args)).content.decode()


def open_it(client: Client, reader: User, need: Need) -> str:
    return get(client, reader, "needs:detail", need.neighbourhood.slug, need.number)


def written() -> list[tuple]:
    rows = Look.objects.within(EVERYWHERE, reason="test").order_by("pk")
    return list(rows.values_list("actor", "role", "subject", "object_id", "ids", "action", "ground", "organisation"))


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_resident_reads_who_looked_what_and_why(
    client: Client, asked: Need, share: Share, amina: User, coby: User, dirk: User, welzijn: Organisation
) -> None:
    assert "Nog niemand." in open_it(client, amina, asked)
    open_it(client, coby, asked)
    assert "Zeepaardje" in get(client, dirk, "partner:need", share.pk)
    assert written() == [
        (coby.pk, "coordinator", amina.pk, asked.pk, [], "full", "coordination", None),
        (dirk.pk, "worker", amina.pk, asked.pk, [], "request", f"share:{share.pk}", welzijn.pk),
    ]
    for page in (open_it(client, amina, asked), get(client, amina, "pages:looks", asked.neighbourhood.slug)):
        said = words(page)
        assert (
            "Coby, buurtverbinder" in said and f"Zag uw naam, uw nummer en vraag {asked}. Werkt voor uw wijk." in said
        )
        assert f"Zag vraag {asked}. Niet uw naam en nummer. U vond meekijken goed." in said
        assert "Dirk, Welzijn Vechtstreek" in said


def test_a_worker_who_types_the_address_is_written_down_too(
    client: Client, asked: Need, share: Share, amina: User, dirk: User, welzijn: Organisation
) -> None:
    assert "Zeepaardje" in open_it(client, dirk, asked)
    assert written() == [(dirk.pk, "worker", amina.pk, asked.pk, [], "request", f"share:{share.pk}", welzijn.pk)]


def test_a_page_of_a_list_is_one_row(client: Client, asked: Need, share: Share, coby: User, dirk: User) -> None:
    get(client, coby, "needs:work", asked.neighbourhood.slug)
    get(client, coby, "dashboard:today", asked.neighbourhood.slug)
    get(client, dirk, "partner:list")
    seen = [(row[0], row[2], row[3], row[4], row[5]) for row in written()]
    assert seen == [(who.pk, None, None, [asked.pk], "list") for who in (coby, coby, dirk)]


def test_a_list_without_rows_is_no_look(client: Client, wijk: Neighbourhood, coby: User) -> None:
    get(client, coby, "needs:work", wijk.slug)
    assert written() == []


def test_the_people_of_a_wijk_read_that_their_number_was_seen(
    client: Client, wijk: Neighbourhood, amina: User, coby: User
) -> None:
    bea = person("Bea", wijk, "board")
    get(client, coby, "dashboard:people", wijk.slug)
    get(client, bea, "dashboard:people", wijk.slug)
    assert [(line.who, line.saw) for line in looking.lines(looking.of(amina))] == [
        ("Bea, bestuur", "Zag uw naam."),
        ("Coby, buurtverbinder", "Zag uw naam en nummer."),
    ]


def test_a_helper_is_a_neighbour_without_a_name_until_both_said_yes(
    client: Client, asked: Need, amina: User, bram: User, coby: User
) -> None:
    proposal = Proposal.objects.make(asked, by=coby, source="hand", helper=bram)
    get(client, bram, "needs:proposal", asked.neighbourhood.slug, proposal.pk)
    get(client, bram, "pages:mine", asked.neighbourhood.slug)
    client.logout()
    assert (
        "Zeepaardje"
        in client.get(answer(bram.pk, "proposal", proposal.pk).removeprefix("http://localhost:8000")).content.decode()
    )
    assert [row[0] for row in written()] == [bram.pk] * 3
    lines = looking.lines(looking.of(amina))
    assert {line.who for line in lines} == {"Een buur"} and "Bram" not in get(
        client, amina, "pages:looks", asked.neighbourhood.slug
    )
    for side in ("helper", "asker"):
        proposal.reply(side, True, by=coby, how="spoken")
    assert "Bram, een buur" in {line.who for line in looking.lines(looking.of(amina))}


def test_looking_again_the_same_day_is_one_line_and_three_rows(
    client: Client, asked: Need, amina: User, coby: User
) -> None:
    for _again in range(3):
        open_it(client, coby, asked)
    assert [(line.who, line.times) for line in looking.newest(amina, asked)] == [("Coby, buurtverbinder", 3)]
    assert len(written()) == 3


def test_the_own_look_does_not_count(client: Client, asked: Need, amina: User) -> None:
    open_it(client, amina, asked)
    get(client, amina, "pages:mine", asked.neighbourhood.slug)
    assert written() == []


def test_somebody_else_reads_nothing_of_it(client: Client, asked: Need, coby: User, bram: User) -> None:
    open_it(client, coby, asked)
    assert looking.lines(looking.of(bram)) == []
    assert "Nog niemand keek" in get(client, bram, "pages:looks", asked.neighbourhood.slug)


def test_a_reason_is_read_by_whoever_it_is_about(client: Client, asked: Need, amina: User, coby: User) -> None:
    background.keep_background(asked, "Dialyse", by=amina)
    background.open_background(asked, by=coby, reason="worry", words="U klonk zo moe")
    assert "Zei waarom: Ik maak mij zorgen. U klonk zo moe" in words(open_it(client, amina, asked))


PAGES: dict[str, Callable[[Need, Share], str]] = {
    "needs:detail": lambda need, share: reverse("needs:detail", args=[need.neighbourhood.slug, need.number]),
    "partner:need": lambda need, share: reverse("partner:need", args=[share.pk]),
    "needs:work": lambda need, share: reverse("needs:work", args=[need.neighbourhood.slug]),
    "dashboard:today": lambda need, share: reverse("dashboard:today", args=[need.neighbourhood.slug]),
    "partner:list": lambda need, share: reverse("partner:list"),
}


@pytest.mark.parametrize("name", PAGES)
def test_when_it_cannot_be_written_nothing_is_shown(
    name: str, asked: Need, share: Share, coby: User, dirk: User
) -> None:
    """PostgreSQL refuses the INSERT, as it would with a full disk: the page is an error page, without a word."""
    client = Client(raise_request_exception=False)
    client.force_login(dirk if name.startswith("partner") else coby)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE journal_look (LIKE journal_look INCLUDING DEFAULTS, CHECK (false))")
    with transaction.atomic():
        page = client.get(PAGES[name](asked, share))
        transaction.set_rollback(True)
    assert (page.status_code, "boor" in page.content.decode()) == (500, False)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_look SET actor = 1",
        "DELETE FROM journal_look",
        "TRUNCATE journal_look",
        "DROP TABLE journal_look",
        "ALTER TABLE journal_look DISABLE TRIGGER ALL",
        "UPDATE journal_seal SET digest = ''",
        "DELETE FROM journal_seal",
        "GRANT ALL ON journal_look TO public",
    ],
)
def test_the_application_may_only_add_and_read(statement: str, client: Client, asked: Need, coby: User) -> None:
    open_it(client, coby, asked)
    if statement.startswith("GRANT"):  # PostgreSQL warns and gives nothing
        with connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("SELECT has_table_privilege('journal_look', 'UPDATE, DELETE, TRUNCATE')")
            assert cursor.fetchone() == (False,)
        return
    refused = pytest.raises(ProgrammingError, match="permission denied|must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert len(written()) == 1


def test_what_did_one_person_see(client: Client, asked: Need, amina: User, coby: User, capsys: Any) -> None:
    open_it(client, coby, asked)
    get(client, coby, "needs:work", asked.neighbourhood.slug)
    call_command("who_looked", actor="coby@voorbeeld.example", since="2020-01-01", until="2090-01-01")
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 3 and f"{amina.pk}" in out[1] and f"{amina.pk}" in out[2]


def test_the_page_costs_as_many_queries_with_two_looks_as_with_twenty(
    client: Client, asked: Need, share: Share, amina: User, wijk: Neighbourhood
) -> None:
    client.force_login(amina)
    address, found = reverse("pages:looks", args=[wijk.slug]), []
    client.get(address)  # what is read once a process
    for more in (2, 1, 21):  # the first two are one of each kind: no organisation is no query for organisations
        for number in range(more):
            reader = person(f"Lezer {number}", wijk, "coordinator")
            standing = (looks.AS_COORDINATOR, looks.Standing(looks.WORKER, f"share:{share.pk}", share.organisation_id))
            looks.opened(asked, by=reader, level=Disclosure.FULL, standing=standing[number % 2])
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        found.append(len(seen))
    assert len(set(found)) == 1, found
