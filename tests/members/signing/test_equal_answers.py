"""Known and unknown addresses get the same answer in words, number, mail and time.

Shown red: with `STEP = 0` a mail server that is slower for one of the two is seen at once (see the last test), and
without the second mail for an unknown address the resend differs by the whole time of the mail server.
"""

import os
import re
import statistics
import time
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from members.models import User
from members.signing import steady

pytestmark = pytest.mark.django_db
ASK, CONFIRM = reverse("account_request_login_code"), reverse("account_confirm_login_code")
TURNS = int(os.environ.get("TURNS", "12"))  # of each; the long form is TURNS=200


@pytest.fixture(autouse=True)
def unlimited(settings: Any) -> None:
    """Here the answers are compared, not counted."""
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": ""}


def seen(answer: Any, typed: str) -> tuple[int, str, str]:
    """What a visitor gets, without what belongs to one request: its token and the address that was typed."""
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    name, _at, host = typed.partition("@")
    return answer.status_code, answer.headers.get("Location", ""), text.replace(f"{name[0]}•••@{host}", "")


def walk(typed: str) -> list[tuple[int, str, str]]:
    """Ask, look, guess wrong, ask again, and guess until it is over."""
    web = Client(raise_request_exception=False)
    answers = [web.post(ASK, {"email": typed}), web.get(CONFIRM), web.post(CONFIRM, {"code": "9999-9999"})]
    answers += [web.post(CONFIRM, {"action": "resend"}), web.get(CONFIRM)]
    answers += [web.post(CONFIRM, {"code": f"9999-999{turn}"}) for turn in range(3)]
    answers += [web.get(CONFIRM), web.get(ASK)]
    return [seen(answer, typed) for answer in answers]


def test_every_page_of_the_walk_is_the_same(bram: User) -> None:
    known = walk(bram.email or "")
    sent = len(mail.outbox)
    unknown = walk("niemand@voorbeeld.example")
    assert known == unknown
    assert (sent, len(mail.outbox) - sent) == (2, 2)


def test_somebody_who_is_gone_is_as_unknown(bram: User) -> None:
    bram.is_active = False
    bram.save()
    assert walk(bram.email or "") == walk("niemand@voorbeeld.example")


def timed(step: int, typed: str) -> float:
    """Seconds that one answer takes: 0 the address, 1 a wrong code, 2 a new mail."""
    web = Client(raise_request_exception=False)
    turns = [(ASK, {"email": typed}), (CONFIRM, {"code": "9999-9999"}), (CONFIRM, {"action": "resend"})]
    for where, what in turns[:step] if step != 2 else turns[:1]:
        web.post(where, what)
    begun = time.perf_counter()
    web.post(*turns[step])
    return time.perf_counter() - begun


@pytest.mark.parametrize("step", [0, 1, 2])
def test_the_medians_are_within_a_tenth(step: int, bram: User) -> None:
    times: dict[str, list[float]] = {bram.email or "": [], "niemand@voorbeeld.example": []}
    for _turn in range(TURNS):
        for typed, taken in times.items():  # in turns, so that a busy machine is busy for both
            taken.append(timed(step, typed))
    known, unknown = (statistics.median(taken) for taken in times.values())
    if os.environ.get("TURNS"):
        print(f"step {step}: known {known * 1000:.1f} ms, unknown {unknown * 1000:.1f} ms")  # noqa: T201 -- figures
    assert abs(known - unknown) < 0.1 * max(known, unknown)


def test_an_answer_leaves_at_whole_steps(settings: Any) -> None:
    def slow(request: Any) -> Any:
        time.sleep(request.slowness)

    class Asked:
        method, slowness = "POST", 0.0

    taken = []
    for slowness in (0.0, 0.02, steady.STEP + 0.02):
        Asked.slowness = slowness
        begun = time.perf_counter()
        steady.steadily(slow)(Asked())  # type: ignore[arg-type]
        taken.append((time.perf_counter() - begun) / steady.STEP)
    assert [round(steps) for steps in taken] == [1, 1, 2]
