"""The kinds of notices: each floor registers its own, with what the mail says, decided when it is sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """What a mail may hold: public items, counts and links. Never another person, a theme or words of a need."""

    lines: list[str]
    links: list[tuple[str, str]] = field(default_factory=list)  # (words, address)


@dataclass(frozen=True)
class Kind:
    code: str
    subject: Any
    words: Callable[[Any], Words | None]  # None: there is nothing to tell any more
    stoppable: bool = False  # may be unsubscribed from
    twice_is_worse: bool = False  # when we cannot know whether it went: do not send again
    # Locks what the mail depends on until it is sent: whoever stops that waits, and no mail goes after the stop.
    holds: Callable[[Any], Any] | None = None


KINDS: dict[str, Kind] = {}


def register(code: str, **about: Any) -> Callable[[Callable[[Any], Words | None]], Callable[[Any], Words | None]]:
    def keep(words: Callable[[Any], Words | None]) -> Callable[[Any], Words | None]:
        KINDS[code] = Kind(code=code, words=words, **about)
        return words

    return keep
