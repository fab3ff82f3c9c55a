"""The months that the page can show: this one and the eleven before."""

from dataclasses import dataclass
from datetime import date, datetime, time

from wijk.places.models import Neighbourhood

SHOWN = 12


@dataclass(frozen=True)
class Month:
    first: date

    @property
    def code(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def following(self) -> date:
        return date(self.first.year + self.first.month // 12, self.first.month % 12 + 1, 1)

    def moments(self, wijk: Neighbourhood) -> tuple[datetime, datetime]:
        """From the first moment of the month up to, and without, the first of the next; in the wijk's own time."""
        return tuple(datetime.combine(day, time.min, wijk.zone) for day in (self.first, self.following))  # type: ignore[return-value] # two of them


def months(wijk: Neighbourhood) -> list[Month]:
    """Newest first."""
    today = wijk.today()
    count = today.year * 12 + today.month - 1
    return [Month(date((count - back) // 12, (count - back) % 12 + 1, 1)) for back in range(SHOWN)]


def chosen(wijk: Neighbourhood, code: str) -> Month:
    """The month with this code; this month when there is no such one."""
    known = months(wijk)
    return next((month for month in known if month.code == code), known[0])
