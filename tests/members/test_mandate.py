"""Bram's mother Amina lets him help: with his own account, for what she chose, until her day, until one says stop."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Mandate, Organisation, User
from needs import looking
from needs.lifecycle import NotAllowed
from needs.models import FollowUp, Need, Outcome, Proposal, Share
from needs.privacy import Disclosure
from needs.proposing import Refused
from tests.cast import person
from tests.journeys.test_walk import ANSWERS as TYPED
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
SCOPES = ("", "see", "answer", "ask")


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


@pytest.fixture
def need(wijk: Neighbourhood, amina: User, theme: Theme) -> Need:
    return Need.objects.register(
        by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Kast", text="Schroeven", theme=theme
    )


@pytest.fixture
def hans(wijk: Neighbourhood) -> User:
    return person("Hans", wijk, phone="0600000009")


def give(amina: User, agent: User, scope: str, wijk: Neighbourhood, **fields: Any) -> Mandate | None:
    if not scope:
        return None
    about = {"role": "carer", "until": wijk.today(), "by": amina, "neighbourhood": wijk, **fields}
    return Mandate.objects.give(amina, agent, scope=scope, **about)


def browser(somebody: User) -> Client:
    client = Client()
    client.force_login(somebody)
    return client


def deeds(need: Need, agent: User, hans: User, coby: User) -> dict[str, bool]:
    """What the agent can do, tried one by one on the pages; each is put back."""
    slug, client = need.neighbourhood.slug, browser(agent)
    proposal = rows(Proposal).filter(need=need).first() or Proposal.objects.make(
        need, by=coby, source="hand", helper=hans
    )
    done = {}
    done["see"] = client.get(f"/{slug}/vragen/{need.number}/").status_code == 200
    done["see proposal"] = client.get(f"/{slug}/voorstellen/{proposal.pk}/").status_code == 200
    client.post(f"/{slug}/voorstellen/{proposal.pk}/antwoord/", {"answer": "yes"})
    done["answer"] = proposal.answers.filter(side="asker", by=agent).exists()
    proposal.answers.all().delete()
    client.post(f"/{slug}/voorstellen/{proposal.pk}/antwoord/", {"answer": "talk"})
    done["talk"] = bool(need.calls.filter(person=agent).delete()[0])
    before = rows(Need).get(pk=need.pk).expires_on
    rows(Need).filter(pk=need.pk).update(expires_on=before - timedelta(days=9))
    client.post(f"/{slug}/vragen/{need.number}/verlengen/")
    done["change"] = rows(Need).get(pk=need.pk).expires_on == before
    done["rewrite"] = client.get(f"/{slug}/vragen/{need.number}/wijzigen/").status_code == 200
    found = Mandate.objects.filter(agent=agent).first()
    asked = client.post(f"/{slug}/mijn/helpers/{found.pk if found else 1}/vragen/")
    done["ask"] = asked.headers.get("Location", "").endswith("/vragen/nieuw/")
    return done


SEES = ("see", "see proposal")
ANSWERS = (*SEES, "answer", "talk", "change", "rewrite")
MAY: dict[str, tuple[str, ...]] = {"": (), "see": SEES, "answer": ANSWERS, "ask": (*ANSWERS, "ask")}


@pytest.mark.parametrize("scope", SCOPES)
def test_each_scope_allows_this_and_nothing_more(
    scope: str, need: Need, wijk: Neighbourhood, amina: User, bram: User, hans: User, coby: User
) -> None:
    give(amina, bram, scope, wijk)
    found = deeds(need, bram, hans, coby)
    assert {name for name, possible in found.items() if possible} == set(MAY[scope])


@pytest.mark.parametrize("how", ["expired", "stopped by her", "stopped by him", "stopped by the coordinator", "closed"])
def test_when_it_is_over_nothing_is_possible(
    how: str, need: Need, wijk: Neighbourhood, amina: User, bram: User, hans: User, coby: User
) -> None:
    mandate: Any = give(amina, bram, "ask", wijk)
    assert all(deeds(need, bram, hans, coby).values())
    if how == "expired":
        Mandate.objects.update(until=wijk.today() - timedelta(days=1))
    elif how == "closed":
        User.objects.filter(pk=bram.pk).update(is_active=False)
    else:
        mandate.end(by={"her": amina, "him": bram, "coordinator": coby}[how.rsplit(" ", 1)[1]])
    assert not any(deeds(need, bram, hans, coby).values())


def test_the_journal_says_who_acted_for_whom(need: Need, wijk: Neighbourhood, amina: User, bram: User) -> None:
    mandate: Any = give(amina, bram, "answer", wijk)
    need.renew(by=bram)
    entry = rows(Entry).get(verb="mandate.used")
    assert (entry.actor, entry.subject_id, entry.ids) == (bram, mandate.pk, {"need": need.pk, "person": amina.pk})
    need.renew(by=amina)
    assert rows(Entry).filter(verb="mandate.used").count() == 1, "what she does herself is hers"
    browser(bram).get(f"/{wijk.slug}/vragen/{need.number}/")
    assert [line.who for line in looking.newest(need.asker, need)] == ["Bram, mag u helpen"]


def test_a_private_need_and_consent_stay_her_own(
    need: Need, wijk: Neighbourhood, amina: User, bram: User, welzijn: Organisation
) -> None:
    give(amina, bram, "ask", wijk)
    share = Share.objects.tick(need, welzijn, by=amina, how="form")
    for verb in ("antwoord", "stoppen"):
        assert browser(bram).post(f"/{wijk.slug}/delen/{share.pk}/{verb}/", {"answer": "yes"}).status_code == 404
    with pytest.raises(PermissionDenied):
        share.withdraw(by=bram)
    need.correct(private=True, by=amina)
    assert browser(bram).get(f"/{wijk.slug}/vragen/{need.number}/").status_code == 404
    with pytest.raises(NotAllowed):
        need.renew(by=bram)
    assert need.title not in browser(bram).get(f"/{wijk.slug}/mijn/").content.decode()


def test_he_answers_how_it_went_only_when_he_may_answer(
    need: Need, wijk: Neighbourhood, amina: User, bram: User, hans: User, coby: User
) -> None:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=hans)
    for side in ("helper", "asker"):
        proposal.reply(side, True, by=coby, how="spoken")
    row = rows(FollowUp).get(side="asker")
    row.ask()
    give(amina, bram, "see", wijk)
    address = f"/{wijk.slug}/nazorg/{row.pk}/"
    assert browser(bram).post(address, {"answer": "yes"}).status_code == 404
    give(amina, bram, "answer", wijk)
    assert browser(bram).post(address, {"answer": "yes"}).status_code == 302
    row.refresh_from_db(from_queryset=rows(FollowUp))
    assert (row.answer, row.answered_by, row.how) == ("yes", bram, "clicked")
    assert rows(Outcome).get().kind == "neighbour"


def test_a_helper_of_hers_gets_no_more_by_it(need: Need, amina: User, bram: User, coby: User) -> None:
    """Bram is himself proposed to her: he stands on his own side, and does not say yes for both."""
    give(amina, bram, "answer", need.neighbourhood)
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    browser(bram).post(f"/{need.neighbourhood.slug}/voorstellen/{proposal.pk}/antwoord/", {"answer": "yes"})
    assert set(proposal.answers.values_list("side", flat=True)) == {"helper"}


def test_nobody_gives_a_mandate_over_somebody_else(
    wijk: Neighbourhood, amina: User, bram: User, hans: User, coby: User, dirk: User, els: User
) -> None:
    for somebody in (bram, hans, dirk, els):
        with pytest.raises(PermissionDenied):
            give(amina, bram, "ask", wijk, by=somebody)
    with pytest.raises(PermissionDenied):
        give(amina, amina, "ask", wijk)
    with pytest.raises(PermissionDenied):
        give(amina, coby, "see", wijk, by=coby)
    for day in (wijk.today() - timedelta(days=1), wijk.today() + timedelta(days=367)):
        with pytest.raises(ValueError, match=str(day)):
            give(amina, bram, "ask", wijk, until=day)
    made: Any = give(amina, bram, "see", wijk, by=coby)
    assert made.how == "spoken"
    for somebody in (hans, els, dirk):
        with pytest.raises(PermissionDenied):
            made.end(by=somebody)


def test_the_page_gives_and_stops_and_says_what_is_wrong(wijk: Neighbourhood, amina: User, bram: User) -> None:
    hers, address = browser(amina), f"/{wijk.slug}/mijn/helpers/"
    good = {"email": bram.email, "role": "carer", "scope": "answer", "until": f"{wijk.today():%d-%m-%Y}"}
    assert hers.post(address, good).status_code == 302
    assert "Bram" in hers.get(address).content.decode()
    for wrong in ({"email": "x"}, {"email": "niemand@voorbeeld.example"}, {"until": "morgen"}, {"scope": "all"}):
        page = hers.post(address, good | wrong)
        assert (wrong, page.status_code, Mandate.objects.count()) == (wrong, 200, 1)
    mandate = Mandate.objects.get()
    assert "U helpt Amina" in browser(bram).get(f"/{wijk.slug}/mijn/").content.decode()
    assert browser(bram).post(f"/{wijk.slug}/mijn/helpers/{mandate.pk}/stoppen/").status_code == 302
    assert Mandate.objects.live().count() == 0


def test_addresses_cannot_be_tried_one_after_another(wijk: Neighbourhood, amina: User, bram: User) -> None:
    hers, address = browser(amina), f"/{wijk.slug}/mijn/helpers/"
    data = {"role": "carer", "scope": "see", "until": f"{wijk.today():%d-%m-%Y}"}
    for number in range(5):
        hers.post(address, data | {"email": f"{number}@voorbeeld.example"})
    hers.post(address, data | {"email": bram.email})
    assert Mandate.objects.count() == 0


def test_he_asks_for_her_and_it_is_hers(wijk: Neighbourhood, amina: User, bram: User, theme: Theme) -> None:
    mandate: Any = give(amina, bram, "ask", wijk)
    his = browser(bram)
    his.post(f"/{wijk.slug}/mijn/helpers/{mandate.pk}/vragen/")
    steps = {
        "soort": {"kind": "help"},
        "vraag": {"title": "Boodschappen", "text": "Elke week een tas boodschappen"},
        "wanneer": {"haste": "calm"},
        "buurt": TYPED["buurt"],
        "contact": TYPED["contact"],
    }
    for step, said in steps.items():
        his.post(f"/{wijk.slug}/vragen/nieuw/{step}/", said)
    check = his.get(f"/{wijk.slug}/vragen/nieuw/klopt-dit/")
    assert "U vraagt dit voor Amina." in check.content.decode()
    his.post(f"/{wijk.slug}/vragen/nieuw/klopt-dit/", {})
    need = rows(Need).get()
    assert (need.asker, need.entered_by) == (amina, bram)
    assert rows(Entry).filter(verb="mandate.used", ids__need=need.pk).count() == 1


def test_what_he_was_typing_for_her_never_becomes_his_own(wijk: Neighbourhood, amina: User, bram: User) -> None:
    mandate: Any = give(amina, bram, "ask", wijk)
    his = browser(bram)
    his.post(f"/{wijk.slug}/mijn/helpers/{mandate.pk}/vragen/")
    for step, said in TYPED.items():
        his.post(f"/{wijk.slug}/vragen/nieuw/{step}/", said)
    mandate.end(by=amina)
    assert his.post(f"/{wijk.slug}/vragen/nieuw/klopt-dit/", {}).status_code == 404
    assert rows(Need).count() == 0


def test_full_sight_is_what_she_sees_herself(need: Need, amina: User, bram: User) -> None:
    give(amina, bram, "see", need.neighbourhood)
    assert need.card_for(bram).level == Disclosure.FULL
    with pytest.raises(Refused):
        proposal = Proposal.objects.make(need, by=None, source="system", helper=bram)
        proposal.reply("asker", True, by=bram)


def test_mijn_wijk_asks_as_much_for_one_as_for_thirty(wijk: Neighbourhood, bram: User, theme: Theme) -> None:
    """Needs and proposals of everybody whom he helps, in the same number of queries."""
    his, counts = browser(bram), []
    for upto in (1, 3, 30):
        for number in range(bram.acts_for.count(), upto):
            other = person(f"Buur {number}", wijk)
            Need.objects.register(
                by=other, neighbourhood=wijk, asker=other, kind="help", title="Kast", text="Kast", theme=theme
            )
            give(other, bram, "see", wijk)
        with CaptureQueriesContext(connection) as queries:
            assert his.get(f"/{wijk.slug}/mijn/").content.decode().count("U helpt Buur") == upto
        counts.append(len(queries))
    assert counts == [counts[0]] * 3
