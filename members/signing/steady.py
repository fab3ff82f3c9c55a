"""Answers that take equally long for an address that is known and for one that is not.

Both roads send one mail; what differs is a row more or less. The answer leaves at a whole number of steps after the
question came in, so the difference disappears in the step, whatever the mail server takes.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

STEP = 0.15  # seconds; much more than the difference (some milliseconds), and nobody notices it after typing a code


def steadily(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let the answers to a POST leave in steps of `STEP` seconds."""

    @wraps(view)
    def stepped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begun = time.monotonic()
        answer = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(STEP - (time.monotonic() - begun) % STEP)
        return answer

    return stepped
