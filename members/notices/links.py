"""Signed links in mails: for one person, one thing, a limited time. Opening one changes nothing; a POST does.

A link remembers in which words its mail spoke, so that its page goes on in them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from members.models import User

VALID = 14 * 24 * 3600  # seconds
ANSWER, STOP = "wijk.answer", "wijk.stop"


@dataclass(frozen=True)
class Handler:
    """`show` gives what the page shows, or None when it is over; `act` does what a button says, and returns words."""

    show: Callable[[User, int], dict[str, Any] | None]
    act: Callable[[User, int, str], str]


HANDLERS: dict[str, Handler] = {}


def answer(person_id: int, kind: str, about: int) -> str:
    """The whole address of a page where this person answers this one thing without logging in."""
    token = signing.dumps([person_id, kind, about, translation.get_language()], salt=ANSWER)
    return settings.SITE_URL + reverse("notices:answer", args=[token])


def stop(person_id: int, kind: str) -> str:
    token = signing.dumps([person_id, kind, translation.get_language()], salt=STOP)
    return settings.SITE_URL + reverse("notices:stop", args=[token])


def read_answer(token: str) -> tuple[User, Handler, int, str] | None:
    """(who, how to answer, what, language). None for a token that is forged, too old, or of somebody who is gone."""
    try:
        person_id, kind, about, language = signing.loads(token, salt=ANSWER, max_age=VALID)
    except (signing.BadSignature, ValueError):
        return None
    person = User.objects.standing(person_id)
    handler = HANDLERS.get(kind)
    return (person, handler, about, language) if person and person.is_active and handler else None


def read_stop(token: str) -> tuple[int, str, str] | None:
    """(who, what kind, language). A stop link works as long as the mail is kept."""
    try:
        person_id, kind, language = signing.loads(token, salt=STOP)
    except (signing.BadSignature, ValueError):
        return None
    return person_id, kind, language
