"""The one page that reads and writes the background of a need.

Reading checks who may, writes the look and opens the seal in one transaction: when the look cannot be written nothing
is shown. PostgreSQL checks once more: it shows the row only while the transaction says for whom it looks, and only
when that person may. That setting is local to the transaction; a setting of the session would stay on a pooled
connection and show the next reader what this one may see (measured: 808 of 2,400 requests).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from needs import looks
from needs.lifecycle import Who
from needs.models import BreakGlass, Need, NeedPrivate
from wijk import journal, keys
from wijk.places.scopes import EVERYWHERE

PURPOSE = "need_private"
LONGEST = 3000  # letters
REASON = "one background, for a person whom the database checks again"


class ReasonMissing(Exception):
    """A professional opens a background only with a reason."""


@transaction.atomic
def open_background(need: Need, *, by: Any, reason: str = "", words: str = "") -> str:
    """The background in clear, or '' when there is none. `reason` is a `Why`, asked of everybody but the asker.

    Raises PermissionDenied for who has nothing to do with it, ReasonMissing, `looks.TooMany` for who opened too many
    needs this hour, and `keys.Unreadable` when no key opens it.
    """
    role, ground = _standing(need, by)
    if ground != "own" and not reason:
        raise ReasonMissing
    with _looking_as(by.pk):
        row = NeedPrivate.objects.within(EVERYWHERE, reason=REASON).filter(pk=need.pk).first()
    if row is None:
        return ""
    looks.record(need, by=by, action="background", role=role, ground=ground, purpose=reason, words=words)
    return keys.decrypt(row.body, purpose=PURPOSE, pk=need.pk)


@transaction.atomic
def exists(need: Need, *, by: Any) -> bool:
    """Whether there is one, for who may open it; for anybody else there is none."""
    with _looking_as(by.pk):
        return NeedPrivate.objects.within(EVERYWHERE, reason=REASON).filter(pk=need.pk).exists()


@transaction.atomic
def keep_background(need: Need, text: str, *, by: Any) -> None:
    """Write or rewrite it; empty removes it. Raises NotAllowed unless `by` asks, or coordinates here."""
    need.who(by)
    with _looking_as(by.pk):
        rows = NeedPrivate.objects.within(EVERYWHERE, reason=REASON)
        if text.strip():
            body = keys.encrypt(text.strip()[:LONGEST], purpose=PURPOSE, pk=need.pk)
            rows.update_or_create(pk=need.pk, defaults={"body": body})
        elif not rows.filter(pk=need.pk).delete()[0]:
            return
    journal.write("need.background_kept", need, by=by)


@transaction.atomic
def forget(need: Need) -> None:
    """Gone, with the words of a need that is emptied (`needs/erasing.py`)."""
    with _looking_as(need.asker_id):
        NeedPrivate.objects.within(EVERYWHERE, reason="a need is emptied").filter(pk=need.pk).delete()


def _standing(need: Need, by: Any) -> tuple[str, str]:
    """(role, ground) of who may open this background."""
    if by.pk == need.asker_id:
        return str(Who.ASKER), "own"
    if by.has_role(need.neighbourhood, "coordinator"):
        return looks.COORDINATOR, "coordination"
    rows = BreakGlass.objects.within(EVERYWHERE, reason="who was let in").open()
    glass = rows.filter(need=need, by=by, background=True).order_by("-until").first()
    if glass is None or not by.is_superuser:
        raise PermissionDenied
    return looks.TECHNICAL, f"break-glass:{glass.pk}"


@contextmanager
def _looking_as(person: int) -> Iterator[None]:
    """PostgreSQL shows what this person may see, until the end of this block. An exception takes the setting back
    with everything else of the block; what goes well takes it back itself, as the request's transaction goes on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('wijk.person', %s, true)", [str(person)])
        yield
        cursor.execute("SELECT set_config('wijk.person', '', true)")


def rotate() -> Iterator[bool]:
    """Seal every background with the newest key, asker by asker; yields whether a row was sealed anew.

    Each asker in a transaction of its own, so that it may be stopped and started again.
    """
    askers = Need.objects.within(EVERYWHERE, reason="sealing anew").values_list("asker", flat=True)
    for asker in askers.distinct().order_by("asker"):
        yield from _rotate_of(asker)


def _rotate_of(asker: int) -> list[bool]:
    done = []
    with _looking_as(asker):
        rows = NeedPrivate.objects.within(EVERYWHERE, reason="sealing anew").filter(need__asker=asker)
        for row in rows.select_for_update(of=("self",)):
            done.append(not keys.is_newest(row.body))
            if done[-1]:
                row.body = keys.rotate(row.body)
                row.save(update_fields=["body"])
    return done
