"""How long a session lasts: a while after the last click, and never longer than a day; on one's own device a month.

Who works here has shorter limits. When somebody is away too long the next click asks for a new code; two minutes
before, the page says so (`templates/components/idle.html`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from members.duties import need_second_factor

MINUTE, HOUR, DAY = 60, 3600, 86_400
SINCE, SEEN, OWN = "signed_in_at", "seen_at", "own_device"  # in the session; times in seconds


@dataclass(frozen=True)
class Limits:
    """Seconds without a click (None: no such limit), and seconds since signing in."""

    idle: int | None
    whole: int


WORK = Limits(15 * MINUTE, 8 * HOUR)
RESIDENT = Limits(60 * MINUTE, DAY)
OWN_DEVICE = Limits(None, 30 * DAY)


def of(person: Any, session: Any) -> Limits:
    if need_second_factor(person.duties()):
        return WORK
    return OWN_DEVICE if session.get(OWN) else RESIDENT


def over(session: Any, limits: Limits, now: float) -> bool:
    since, seen = session.get(SINCE, 0), session.get(SEEN, 0)
    return now - since > limits.whole or (limits.idle is not None and now - seen > limits.idle)


def begin(sender: Any, request: HttpRequest, user: Any, **about: Any) -> None:
    """Receiver of Django's `user_logged_in`. A device that is not one's own forgets the session when it closes."""
    request.session[SINCE] = request.session[SEEN] = time.time()
    request.session.set_expiry(OWN_DEVICE.whole if of(user, request.session) is OWN_DEVICE else 0)


class SessionLimits:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._keep(request, time.time())
        elif auth.SESSION_KEY in request.session:  # somebody who was stopped: it must not come back with them
            auth.logout(request)
        return self.get_response(request)

    def _keep(self, request: HttpRequest, now: float) -> None:
        limits = of(request.user, request.session)
        if over(request.session, limits, now):
            auth.logout(request)
            messages.warning(request, _("U was een tijd weg. Log opnieuw in."))
            return
        request.idle_minutes = limits.idle and limits.idle // MINUTE  # type: ignore[attr-defined]
        if now - request.session[SEEN] > MINUTE:
            request.session[SEEN] = now  # once a minute, so that a page stays a page and not a write
            UserSession.objects.create_from_request(request)
