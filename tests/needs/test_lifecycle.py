"""The life of a need is the table, the whole table, and nothing but the table."""

import ast
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from members.models import User
from needs.lifecycle import MOVES, STEP, UNDER_WAY, NotAllowed, Status, Who, check
from needs.models import Need, Outcome
from wijk.journal.models import Entry
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db


def put(need: Need, status: str) -> None:
    Need.objects.within(EVERYWHERE, reason="test").filter(pk=need.pk).update(status=status)
    need.refresh_from_db()


def lines(need: Need) -> list[tuple[str, int | None, str]]:
    entries = Entry.objects.within(EVERYWHERE, reason="test").about(need).order_by("pk")
    return [(e.verb, e.actor_id, e.ids.get("old", "")) for e in entries if e.verb != "need.registered"]


@pytest.mark.parametrize("old", list(Status))
def test_every_move_is_allowed_exactly_when_the_table_says_so(old: Status, need: Need, coby: User) -> None:
    for new, who in product(Status, Who):
        put(need, old)
        before = lines(need)
        if new == old:
            need.move(new, by=coby, who=who)
            assert lines(need) == before
        elif who in MOVES[old].get(new, ()):
            need.move(new, by=coby, who=who)
            assert lines(need) == [*before, (f"need.{new}", coby.pk, str(old))]
            need.refresh_from_db()
            assert need.status == new
        else:
            with pytest.raises(NotAllowed):
                need.move(new, by=coby, who=who)
            assert lines(need) == before
            need.refresh_from_db()
            assert need.status == old


def test_no_status_is_forgotten_and_every_status_can_be_left_and_reached() -> None:
    assert set(MOVES) == set(Status) == set(STEP)
    assert {new for moves in MOVES.values() for new in moves} == set(Status) - {Status.NEW}
    assert all(MOVES.values())
    assert set(UNDER_WAY) == set(Status) - {Status.CLOSED}


def test_the_table_knows_no_move_without_somebody() -> None:
    assert [(o, n) for o, moves in MOVES.items() for n, who in moves.items() if not who] == []
    with pytest.raises(NotAllowed):
        check("closed", "agreed", Who.COORDINATOR)


@pytest.mark.parametrize("stranger", ["bram", "dirk", "els"])
def test_whoever_has_nothing_to_do_with_it_moves_nothing(
    stranger: str, need: Need, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(stranger)
    verbs: list[Callable[[], Any]] = [
        lambda: need.move(Status.CLOSED, by=by),
        lambda: need.pause(by=by),
        lambda: need.reopen(by=by),
        lambda: need.renew(by=by),
        lambda: need.assign(by, by=by),
        lambda: need.correct(by=by, private=False),
        lambda: Outcome.objects.close(need, "self", by=by),
    ]
    for verb in verbs:
        with pytest.raises(NotAllowed):
            verb()
    need.refresh_from_db()
    assert (need.status, need.reopened, lines(need)) == (Status.NEW, 0, [])


def test_agreeing_takes_two_people_and_only_the_system_writes_it_down() -> None:
    """What must stay true whatever the table becomes."""
    assert {(old, *sorted(moves[Status.AGREED])) for old, moves in MOVES.items() if Status.AGREED in moves} == {
        (Status.PROPOSED, Who.SYSTEM)
    }
    partner = {(old, new) for old, moves in MOVES.items() for new, who in moves.items() if Who.PARTNER in who}
    assert {new for _old, new in partner} == {Status.REFERRED, Status.OPEN, Status.AFTERCARE}
    assert {old for old, new in partner if new != Status.REFERRED} == {Status.REFERRED}
    asker = {new for moves in MOVES.values() for new, who in moves.items() if Who.ASKER in who}
    assert asker == {Status.PAUSED, Status.CLOSED, Status.OPEN}


def test_a_stale_row_moves_from_what_the_need_is_now(need: Need, amina: User) -> None:
    stale = Need.objects.within(EVERYWHERE, reason="test").get(pk=need.pk)
    put(need, Status.AGREED)
    with pytest.raises(NotAllowed):
        stale.move(Status.PAUSED, by=amina)


def writes_status_of_a_need(path: Path) -> list[int]:
    """Lines that set `.status` of something called need, self or row; or update(status=…) or create(status=…)."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        targets = node.targets if isinstance(node, ast.Assign) else []
        flat = [part for t in targets for part in (t.elts if isinstance(t, ast.Tuple) else [t])]
        found += [t.lineno for t in flat if isinstance(t, ast.Attribute) and t.attr == "status"]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = {keyword.arg for keyword in node.keywords}
            if node.func.attr in ("update", "create", "bulk_update") and "status" in names:
                found.append(node.lineno)
    return sorted(found)


def test_nothing_but_move_sets_the_status_of_a_need() -> None:
    """Every place in the code that writes a `status`, by file; the need's own are in need.py only."""
    base = Path(settings.BASE_DIR)
    files = [p for top in ("members", "offers", "needs", "coalitions", "wijk") for p in (base / top).rglob("*.py")]
    writers = {str(p.relative_to(base)) for p in files if "migrations" not in p.parts and writes_status_of_a_need(p)}
    assert writers - {"wijk/management/demo/story.py"} == {
        "members/notices/delivery.py",  # a notice's
        "members/notices/departing.py",  # a notice's
        "members/notices/merging.py",  # a notice's
        "members/notices/models.py",  # a notice's
        "needs/models/bundle.py",  # a bundle's
        "needs/models/need.py",  # move
        "needs/models/outcome.py",  # takes over what the database has
        "needs/models/proposal.py",  # a proposal's
        "offers/models.py",  # an offer's
    }
