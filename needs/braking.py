"""The brake on harvesting: who opens more than forty needs within an hour for their work is stopped and looked at.

A busy coordinator opens some twenty. The same need twice counts once, so that work on it is never in the way. What was
opened stays counted for an hour; after that one may go on.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from members.models import Membership, Role, User
from members.notices.models import Notice
from wijk import journal
from wijk.journal.models import Look
from wijk.places.scopes import EVERYWHERE

if TYPE_CHECKING:
    from needs.models import Need

LIMIT = 40  # needs
WINDOW = timedelta(hours=1)
BRAKED = "braked"  # the action of the one row a day that says so; nobody was shown anything
LOCK = 7_305  # a number of our own: two requests of one person count one after the other


class TooMany(Exception):
    """`by` wanted to open `need`, one more than anybody needs in an hour."""

    def __init__(self, need: "Need", by: Any) -> None:
        super().__init__(f"{by.pk} opened {LIMIT} needs within the hour")
        self.need, self.by = need, by


def hold(need: "Need", *, by: Any) -> None:
    """Raises TooMany when this would be a need too many. In the transaction that writes the look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, by.pk % 2**31])
    rows = Look.objects.within(EVERYWHERE, reason="how many one person opens").by(by)
    rows = rows.filter(object=need._meta.label_lower, at__gt=timezone.now() - WINDOW).exclude(object_id=None)
    rows = rows.exclude(action=BRAKED)
    seen = set(rows.values_list("object_id", flat=True).distinct()[: LIMIT + 1])
    if len(seen) >= LIMIT and need.pk not in seen:
        raise TooMany(need, by)


@transaction.atomic
def alert(problem: TooMany) -> None:
    """Once a day a person: a task for the coordinators when it was somebody else, and a mail to the board."""
    from needs.models import CallTask  # circular: a task has a need, and a need is looked at

    by, wijk = problem.by, problem.need.neighbourhood
    today = wijk.today()
    told = Look.objects.within(EVERYWHERE, reason="one alert a day").by(by).filter(action=BRAKED, at__date=today)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, by.pk % 2**31])
    if told.exists():
        return
    Look.objects.write(problem.need, by=by, action=BRAKED, role="", ground="", subject=None, neighbourhood=wijk.pk)
    journal.write("looks.braked", by, by=None, neighbourhood=wijk)
    if not by.has_role(wijk, Role.COORDINATOR):
        CallTask.objects.plan(CallTask.Reason.BRAKE, neighbourhood=wijk, person=by)
    for person in board(wijk, but=by):
        Notice.objects.tell(person, "looks.braked", f"{by.pk}:{today}", neighbourhood=wijk, who=by.pk)


def board(wijk: Any, *, but: User | None = None) -> list[User]:
    """The board, or when nobody of it can be reached by mail, technical administration."""
    held = Membership.objects.current().filter(neighbourhood=wijk, role=Role.BOARD).exclude(user=but)
    board = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(email=None)
    return list(board) or list(User.objects.filter(is_superuser=True, is_active=True).exclude(email=None))
