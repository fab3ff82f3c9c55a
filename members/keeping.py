"""How long this floor keeps what, and what of the ground below it is somebody's.

Who looked at a need is not swept: the site may only add to that log (`wijk.journal.looks`), so that nobody wipes own
traces. Taking old looks away is for the owner of the database.
"""

from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Claim, Departure, Download, Employment, Mandate, Membership
from members.retention import Kept
from wijk.journal.models import Errand

YEAR, MONTH = 365, 30


def _before(model: Any) -> Any:
    """Rows whose last day is over; a day ends at midnight here."""
    return lambda limit: model.objects.filter(until__lt=timezone.localdate(limit))


def _mandates(limit: datetime) -> Any:
    return Mandate.objects.filter(Q(ended_at__lt=limit) | Q(until__lt=timezone.localdate(limit)))


KEPT = [
    Kept("role", _("Een rol in de wijk die voorbij is"), 2 * YEAR, _("Twee jaar na het einde, zoals gebruikelijk."),
         _before(Membership)),
    Kept("job", _("Een baan bij een organisatie die voorbij is"), 2 * YEAR,
         _("Om te kunnen zeggen wie namens wie keek."), _before(Employment)),
    Kept("mandate", _("Wie voor iemand mocht handelen"), YEAR, _("Om een vraag daarover te kunnen beantwoorden."),
         _mandates),
    Kept("departure", _("Dat iemand weg was en terugkwam"), YEAR, _("Daarna is het niet meer nodig."),
         lambda limit: Departure.objects.filter(back_at__lt=limit)),
    Kept("claim", _("Een code op papier"), MONTH, _("Een oude code werkt niet meer."),
         lambda limit: Claim.objects.filter(expires_at__lt=limit)),
    Kept("download", _("Een link naar de eigen gegevens"), 7, _("De link werkt hoogstens een dag."),
         lambda limit: Download.objects.filter(expires_at__lt=limit)),
    Kept("session", _("Waar iemand ingelogd was"), 0, _("Verlopen is verlopen."),
         lambda limit: Session.objects.filter(expire_date__lt=limit)),
    Kept("errand", _("Een taak van het platform die klaar is"), MONTH, _("Om een storing te kunnen uitzoeken."),
         lambda limit: Errand.objects.filter(done_at__lt=limit)),
    Kept("admin", _("Wat er in het beheer gebeurde"), 2 * YEAR, _("Om te kunnen nazien wie wat veranderde."),
         lambda limit: LogEntry.objects.filter(action_time__lt=limit)),
]  # fmt: skip
