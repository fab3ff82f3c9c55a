"""What every floor contributes to one thing, it says in a small module of its own.

    for floor in from_the_top("departing"): floor.leave(departure)

finds `coalitions.departing`, `needs.departing` … as far as they exist. So the mechanism below never imports the
floors above it.
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

ROOMS = ("coalitions", "needs", "offers", "members.notices", "members")


def from_the_top(name: str) -> list[ModuleType]:
    """The modules `<floor>.<name>`, from the top floor down."""
    return [import_module(f"{room}.{name}") for room in ROOMS if find_spec(f"{room}.{name}")]
