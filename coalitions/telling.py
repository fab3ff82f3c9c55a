"""One mail a working day for a worker: numbers only, and only when there is something to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from coalitions.standing import unanswered
from members.models import User
from members.notices.kinds import Words, register
from members.notices.models import Notice
from needs.models import Share

KIND = "partner.day"


@dataclass(frozen=True)
class Day:
    """What waits for the organisations of one worker."""

    new: int
    due: int
    late: int

    def __bool__(self) -> bool:
        return bool(self.new or self.due or self.late)


def day_of(worker: Any, today: date) -> Day:
    rows = unanswered(Share.objects.visible_to(worker).live().filter(organisation__in=worker.organisations()))
    return Day(
        new=rows.filter(answer_by__gt=today).count(),
        due=rows.filter(answer_by=today).count(),
        late=rows.filter(answer_by__lt=today).count(),
    )


@register(KIND, subject=gettext_lazy("Vragen die op u wachten"), stoppable=True, twice_is_worse=True)
def words(notice: Notice) -> Words | None:
    worker: User = notice.person
    day = day_of(worker, notice.neighbourhood.today())
    if not day:
        return None
    lines = []
    if day.new:
        lines.append(ngettext("%d nieuwe vraag.", "%d nieuwe vragen.", day.new) % day.new)
    if day.due:
        lines.append(ngettext("%d antwoord is vandaag nodig.", "%d antwoorden zijn vandaag nodig.", day.due) % day.due)
    if day.late:
        lines.append(ngettext("%d antwoord is te laat.", "%d antwoorden zijn te laat.", day.late) % day.late)
    return Words(lines, [(str(gettext_lazy("Naar de werklijst")), settings.SITE_URL + reverse("partner:list"))])
