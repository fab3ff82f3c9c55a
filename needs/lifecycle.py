"""The life of a need: from where, to where, and who may. Show this table to the coordinator; she should nod.

`system` is the platform itself, always as the consequence of what a person did or of a date that passed.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    NEW = "new", _("Binnengekomen")
    OPEN = "open", _("Wij zoeken")
    PROPOSED = "proposed", _("Er is een voorstel")
    AGREED = "agreed", _("Afgesproken")
    AFTERCARE = "aftercare", _("Hoe ging het?")
    REFERRED = "referred", _("Bij een organisatie")
    PAUSED = "paused", _("Even pauze")
    CLOSED = "closed", _("Klaar")


class Who(models.TextChoices):
    SYSTEM = "system"
    ASKER = "asker"
    COORDINATOR = "coordinator"
    PARTNER = "partner"


S, W = Status, Who
MOVES: dict[Status, dict[Status, set[Who]]] = {
    S.NEW: {
        S.OPEN: {W.COORDINATOR, W.SYSTEM},
        S.PROPOSED: {W.COORDINATOR, W.SYSTEM},
        S.REFERRED: {W.PARTNER, W.COORDINATOR},
        S.PAUSED: {W.COORDINATOR, W.ASKER},
        S.CLOSED: {W.COORDINATOR, W.ASKER},
    },
    S.OPEN: {
        S.PROPOSED: {W.COORDINATOR, W.SYSTEM},
        S.REFERRED: {W.PARTNER, W.COORDINATOR},
        S.PAUSED: {W.COORDINATOR, W.ASKER},
        S.CLOSED: {W.COORDINATOR, W.ASKER},
    },
    S.PROPOSED: {
        S.OPEN: {W.SYSTEM, W.COORDINATOR},
        S.AGREED: {W.SYSTEM},
        S.REFERRED: {W.PARTNER, W.COORDINATOR},
        S.PAUSED: {W.COORDINATOR, W.ASKER},
        S.CLOSED: {W.COORDINATOR, W.ASKER},
    },
    S.AGREED: {
        S.AFTERCARE: {W.SYSTEM, W.COORDINATOR},
        S.OPEN: {W.SYSTEM, W.COORDINATOR},
        S.CLOSED: {W.COORDINATOR, W.ASKER, W.SYSTEM},
    },
    S.AFTERCARE: {
        S.OPEN: {W.SYSTEM, W.COORDINATOR},
        S.CLOSED: {W.SYSTEM, W.COORDINATOR, W.ASKER},
    },
    S.REFERRED: {
        S.OPEN: {W.PARTNER, W.COORDINATOR, W.SYSTEM},
        S.AFTERCARE: {W.PARTNER, W.COORDINATOR, W.SYSTEM},
        S.CLOSED: {W.COORDINATOR, W.ASKER, W.SYSTEM},
    },
    S.PAUSED: {
        S.OPEN: {W.COORDINATOR, W.ASKER, W.SYSTEM},
        S.CLOSED: {W.COORDINATOR, W.ASKER},
    },
    S.CLOSED: {S.OPEN: {W.COORDINATOR, W.ASKER, W.SYSTEM}},
}
SEARCHING = (S.NEW, S.OPEN, S.PROPOSED)  # what the engine may find an answer for
UNDER_WAY = (S.NEW, S.OPEN, S.PROPOSED, S.AGREED, S.AFTERCARE, S.REFERRED, S.PAUSED)
STEP = {  # how many of the five houses are lit
    S.NEW: 1,
    S.OPEN: 2,
    S.PAUSED: 2,
    S.PROPOSED: 3,
    S.REFERRED: 3,
    S.AGREED: 4,
    S.AFTERCARE: 4,
    S.CLOSED: 5,
}


class NotAllowed(Exception):
    """This move does not exist, or not for whoever tries it; a stale page says so in plain Dutch."""


def check(old: str, new: str, who: Who) -> None:
    """Raises NotAllowed unless the table has this move for `who`."""
    if who not in MOVES[Status(old)].get(Status(new), ()):
        raise NotAllowed(f"{old} → {new} by {who}")
