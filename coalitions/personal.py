"""Nothing on this floor is about a person: organisations and where they sit."""

from typing import Any

from members.models import User
from members.rights import Data

DATA = {
    "coalitions.Coalition": Data(plain="id neighbourhood since"),
    "coalitions.Seat": Data(plain="id coalition organisation theme since until"),
}


def mine(person: User) -> dict[str, Any]:
    return {}


def erase(person: User, *, by: Any) -> None:
    """Nothing here."""
