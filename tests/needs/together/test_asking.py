"""Mag dit ook samen? By mail, on the site or aloud; who is helped or gone drops out, and a no changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from members.models import Departure, Merge, User
from members.notices import delivery
from members.notices.models import Notice
from needs.models import Bundle, BundledNeed, CallTask, Need, Outcome, Proposal
from needs.proposing import Refused
from tests.members.notices.conftest import Sink
from tests.needs.ria import local, told
from tests.needs.together.conftest import TEXT, TITLE, Ask, row_of, rows, run
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


def calls() -> list[str]:
    open_ = rows(CallTask).open().filter(reason="together").select_related("person")
    return sorted(task.person.name for task in open_)


def say(bundle: Bundle, needs: list[Need], *answers: bool | None) -> None:
    """Each asker in turn, by themselves."""
    for need, yes in zip(needs, answers, strict=False):
        if yes is not None:
            row_of(need).reply(yes, by=need.asker)
    run()
    bundle.refresh_from_db()


def test_each_is_asked_by_mail_or_called(asked: Bundle, people: list[User], coby: User, wijk: Neighbourhood) -> None:
    assert (asked.status, asked.by, asked.expires_on) == ("asking", coby, wijk.due(10))
    assert [person.name for person in told("bundle.asked")] == ["Joke", "Ria"]
    assert calls() == ["Amina", "Tom"]
    assert asked.ask(by=coby)
    run()
    assert (len(told("bundle.asked")), calls()) == (2, ["Amina", "Tom"])


def test_only_the_coordinator_asks_and_drops(bundle: Bundle, people: list[User], dirk: User, els: User) -> None:
    for person in (people[1], dirk, els):
        with pytest.raises(PermissionDenied):
            bundle.ask(by=person)
        with pytest.raises(PermissionDenied):
            bundle.drop(by=person)
    bundle.refresh_from_db()
    assert bundle.status == "suggested"


def test_the_mail_says_that_there_is_an_idea_and_not_which(
    sink: Sink, asked: Bundle, walking: Theme, people: list[User], client: Client, needs: list[Need]
) -> None:
    delivery.drain()
    assert "Wij hebben een idee voor uw vraag. Bekijk het en zeg ja of nee." in sink.whole()
    secret = [TITLE, TEXT, walking.label, "andelen", *(person.name for person in people if person.name != "Ria")]
    mails = [text for mail, text in zip(sink.mails, sink.texts(), strict=True) if "ria@" in str(mail["To"])]
    assert len(mails) == 1 and [word for word in secret if word in mails[0]] == []
    link = next(word for word in mails[0].split() if "/antwoord/" in word or "/a/" in word or word.startswith("http"))
    page = client.get(local(link)).content.decode()
    assert TITLE in page and "Er zijn nog 3 andere buren met zo’n vraag." in page
    assert row_of(needs[1]).yes is None, "opening it changes nothing"
    said = client.post(local(link), {"answer": "yes"}).content.decode()
    assert "Wij schreven op: ja." in said and row_of(needs[1]).yes
    assert client.post(local(link), {"answer": "zzz"}).status_code == 200


def test_nobody_is_mailed_about_what_they_answered(sink: Sink, asked: Bundle, needs: list[Need]) -> None:
    say(asked, needs, None, True)
    delivery.drain()
    assert [str(mail["To"]) for mail in sink.mails] == ["joke@voorbeeld.example"]


def test_an_asker_sees_how_many_others_and_never_who(
    client: Client, wijk: Neighbourhood, asked: Bundle, needs: list[Need], people: list[User]
) -> None:
    client.force_login(people[0])
    mine, row = f"/{wijk.slug}/mijn/", row_of(needs[0])
    assert "Mag dit ook samen met andere buren?" in client.get(mine).content.decode()
    page = client.get(f"/{wijk.slug}/samen/vraag/{row.pk}/").content.decode()
    assert "Er zijn nog 3 andere buren met zo’n vraag." in page
    assert [name for name in ("Ria", "Tom", "Joke") if name in page] == []
    client.post(f"/{wijk.slug}/samen/vraag/{row.pk}/antwoord/", {"answer": "yes"})
    assert (row_of(needs[0]).yes, row_of(needs[0]).how, row_of(needs[0]).by) == (True, "clicked", people[0])
    assert "Mag dit ook samen met andere buren?" not in client.get(mine).content.decode()
    other = row_of(needs[1]).pk
    assert client.get(f"/{wijk.slug}/samen/vraag/{other}/").status_code == 404
    assert client.post(f"/{wijk.slug}/samen/vraag/{other}/antwoord/", {"answer": "no"}).status_code == 404
    assert client.get(f"/{wijk.slug}/samen/{asked.pk}/").status_code == 404


def test_before_the_question_is_put_an_asker_sees_nothing(
    client: Client, wijk: Neighbourhood, bundle: Bundle, needs: list[Need], people: list[User]
) -> None:
    client.force_login(people[0])
    assert "samen met andere buren" not in client.get(f"/{wijk.slug}/mijn/").content.decode()
    assert client.get(f"/{wijk.slug}/samen/vraag/{row_of(needs[0]).pk}/").status_code == 404


def test_a_no_needs_no_reason_and_changes_nothing(asked: Bundle, needs: list[Need]) -> None:
    before = rows(Need).filter(pk=needs[0].pk).values().get()
    say(asked, needs, False)
    assert rows(Need).filter(pk=needs[0].pk).values().get() == before
    assert (asked.status, calls()) == ("asking", ["Tom"])


def test_a_spoken_answer_is_the_coordinators_to_record(
    client: Client, wijk: Neighbourhood, asked: Bundle, needs: list[Need], people: list[User], coby: User, els: User
) -> None:
    row = row_of(needs[2])
    for somebody in (people[0], els):
        client.force_login(somebody)
        page = client.post(f"/{wijk.slug}/samen/vraag/{row.pk}/gesproken/", {"answer": "yes"})
        assert page.status_code == 404
        with pytest.raises(Refused):
            row.reply(True, by=somebody, how="spoken")
        with pytest.raises(Refused):
            row.reply(True, by=somebody)
    client.force_login(coby)
    client.post(f"/{wijk.slug}/samen/vraag/{row.pk}/gesproken/", {"answer": "yes"})
    run()
    row.refresh_from_db()
    assert (row.yes, row.how, row.by, calls()) == (True, "spoken", coby, ["Amina"])


def test_three_times_yes_is_enough_and_a_change_of_mind_counts(asked: Bundle, needs: list[Need]) -> None:
    say(asked, needs, True, True)
    assert asked.status == "asking"
    say(asked, needs, None, None, True)
    assert asked.status == "gathered"
    say(asked, needs, False)
    assert asked.status == "asking"
    say(asked, needs, True)
    assert asked.status == "gathered"


@pytest.mark.parametrize("how", ["close", "pause", "private", "rewrite", "agree", "depart", "careful"])
def test_who_is_helped_changed_or_gone_drops_out(
    asked: Bundle, needs: list[Need], coby: User, bram: User, how: str
) -> None:
    say(asked, needs, True, True, True)
    need, asker = needs[0], needs[0].asker
    if how == "close":
        Outcome.objects.close(need, "not_needed", by=asker)
    elif how == "pause":
        need.pause(by=asker)
    elif how == "private":
        need.correct(private=True, by=asker)
    elif how == "rewrite":
        need.rewrite(by=asker, title="Kast", text="Een kast", kind="help", on_board=False)
    elif how == "agree":
        Proposal.objects.arranged(need, helper=bram, by=coby)
    elif how == "careful":
        need.correct(theme=Theme.objects.create(code="Z9", label="Thuis", area="A", risk=2, together=True), by=coby)
    else:
        Departure.objects.record(asker, "moved", by=coby)
    run()
    asked.refresh_from_db()
    assert asked.need_ids() == {other.pk for other in needs[1:]}
    assert (asked.status, row_of(need).ended_at is not None) == ("asking", True)
    with pytest.raises(Refused):
        row_of(need).reply(False, by=coby, how="spoken")


def test_an_own_helper_may_be_asked_meanwhile(asked: Bundle, needs: list[Need], coby: User, bram: User) -> None:
    Proposal.objects.make(needs[0], by=coby, source="hand", helper=bram)
    run()
    assert needs[0].pk in asked.need_ids()
    say(asked, needs, True)
    assert row_of(needs[0]).yes


def test_too_few_left_ends_it_and_who_said_yes_hears(
    sink: Sink, asked: Bundle, needs: list[Need], walking: Theme
) -> None:
    say(asked, needs, True, True)
    for need in needs[2:]:
        Outcome.objects.close(need, "not_needed", by=need.asker)
    run()
    asked.refresh_from_db()
    assert (asked.status, asked.need_ids(), calls()) == ("dropped", set(), [])
    assert [person.name for person in told("bundle.over")] == ["Ria"]
    assert [t.person.name for t in rows(CallTask).open().filter(reason="tell")] == ["Amina"]
    delivery.drain()
    over = [text for text in sink.texts() if "gaat niet door" in text]
    assert len(over) == 1 and [w for w in (TITLE, TEXT, walking.label, "Amina") if w in over[0]] == []


def test_nobody_hears_that_it_is_off_when_they_are_helped_already(asked: Bundle, needs: list[Need], coby: User) -> None:
    say(asked, needs, True, True)
    Outcome.objects.close(needs[1], "self", by=needs[1].asker)
    asked.drop(by=coby)
    run()
    assert told("bundle.over") == []


def test_what_has_changed_since_the_idea_is_asked_of_nobody(
    bundle: Bundle, needs: list[Need], coby: User, people: list[User]
) -> None:
    rows(Need).filter(pk__in=[need.pk for need in needs[:2]]).update(private=True)
    assert bundle.ask(by=coby) is False
    run()
    bundle.refresh_from_db()
    assert (bundle.status, told("bundle.asked"), calls()) == ("dropped", [], [])


def test_two_rows_of_one_person_count_once(
    asked: Bundle, needs: list[Need], people: list[User], coby: User, walks: Ask, wijk: Neighbourhood
) -> None:
    say(asked, needs, True, True, True)
    Merge.objects.record(people[2], into=people[0], by=coby)
    run()
    asked.refresh_from_db()
    assert (asked.status, asked.need_ids()) == ("asking", {needs[0].pk, needs[1].pk, needs[3].pk})


def test_a_link_of_somebody_else_or_an_old_one_says_that_it_is_over(
    client: Client, asked: Bundle, needs: list[Need], people: list[User]
) -> None:
    from members.notices.links import answer

    assert client.get(local(answer(people[0].pk, "bundled", row_of(needs[1]).pk))).status_code == 404
    assert client.get(local(answer(people[0].pk, "bundled", 987654))).status_code == 404
    mine = local(answer(people[1].pk, "bundled", row_of(needs[1]).pk))
    assert client.get(mine).status_code == 200
    asked.drop(by=None)
    assert client.get(mine).status_code == 404
    assert "Dit idee loopt niet meer." in client.post(mine, {"answer": "yes"}).content.decode()
    assert row_of(needs[1]).yes is None


def test_a_mail_that_waits_until_it_is_over_is_not_sent(sink: Sink, asked: Bundle, coby: User) -> None:
    asked.drop(by=coby)
    delivery.drain()
    assert sink.mails == [] and rows(Notice).filter(kind="bundle.asked").count() == 2


def test_an_idea_for_today_does_not_outlive_its_needs(asked: Bundle, needs: list[Need]) -> None:
    rows(Need).update(expires_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused):
        row_of(needs[0]).reply(True, by=needs[0].asker)


@pytest.mark.parametrize("said", ["", "ja", "yes\x00", "\ud83d\ude00", "x" * 100_000])
def test_odd_answers_are_no_answer(
    client: Client, wijk: Neighbourhood, asked: Bundle, needs: list[Need], coby: User, said: Any
) -> None:
    row = row_of(needs[0])
    data = {"answer": said.encode("utf-8", "ignore").decode()}
    for somebody, where in ((needs[0].asker, "antwoord"), (coby, "gesproken")):
        client.force_login(somebody)
        assert client.post(f"/{wijk.slug}/samen/vraag/{row.pk}/{where}/", data).status_code in (400, 404)
    assert rows(BundledNeed).exclude(yes=None).count() == 0
