"""A bar on the terminal for what takes long; nothing when the output goes to a file."""

from collections.abc import Iterable, Iterator, Sized
from typing import IO, TypeVar

WIDTH = 30
Thing = TypeVar("Thing")


def bar(things: Iterable[Thing], name: str, out: IO[str]) -> Iterator[Thing]:
    """The same things in the same order, while `out` shows how far it is."""
    total = len(things) if isinstance(things, Sized) else 0
    visible = bool(total) and out.isatty()
    for number, thing in enumerate(things):
        if visible and number * 100 // total != (number - 1) * 100 // total:
            full = WIDTH * number // total
            out.write(f"\r{name:<16} {'█' * full}{'·' * (WIDTH - full)} {100 * number // total:3d} %")
            out.flush()
        yield thing
    if visible:
        out.write("\r\x1b[K")
        out.flush()
