"""How a live share stands for the organisation: new, late, ours or done; and which ones wait for its answer."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from needs.lifecycle import SEARCHING, Status
from needs.models import Share
from needs.models.share import ShareQuerySet

ANSWERABLE = (*SEARCHING, Status.REFERRED)  # a need that is paused, agreed or closed asks nothing of anybody


class Group(models.TextChoices):
    """In the order of the work list."""

    NEW = "new", _("Nieuw")
    LATE = "late", _("Te laat")
    OURS = "ours", _("Wij pakken op")
    DONE = "done", _("Klaar")


def unanswered(rows: ShareQuerySet) -> ShareQuerySet:
    """Shares whose answer is still needed."""
    return rows.filter(reply="", need__status__in=ANSWERABLE)


def on_the_list(rows: ShareQuerySet) -> ShareQuerySet:
    """Live shares with `group` and `place`; what was solved before this organisation answered is not its business."""
    rows = rows.live().exclude(Q(reply="") & ~Q(need__status__in=ANSWERABLE))
    order = list(Group)
    return rows.annotate(group=_case(str), place=_case(order.index))


def _case(worth: Callable[[Group], Any]) -> Case:
    """The group of a share as what `worth` makes of it."""
    groups = [
        (Q(reply__in=Share.ENDED) | Q(need__status=Status.CLOSED), Group.DONE),
        (Q(reply="", answer_by__lt=timezone.localdate()), Group.LATE),
        (Q(reply=""), Group.NEW),
    ]
    whens = [When(when, then=Value(worth(group))) for when, group in groups]
    return Case(*whens, default=Value(worth(Group.OURS)))


def is_over(share: Share) -> bool:
    """A no, a stop, an end date or an answer that ended it: this organisation is not offered the need again."""
    past = share.until is not None and share.until < timezone.localdate()
    return bool(share.withdrawn_at or share.refused_at or share.reply in Share.ENDED or past)
