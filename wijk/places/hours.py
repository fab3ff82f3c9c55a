"""When a desk is open, and its working days: every promise, reminder and deadline counts in these. Pure.

A working day is a day on which the desk opens: its weekday has hours, and it is no holiday and no closure. A desk
without any hours is never open, and counts Monday to Friday.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

WEEKDAYS = range(5)
LOOK_AHEAD = 800  # days; a desk that is closed for longer has no next opening


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of the Netherlands: 27 April moves when it is a Sunday, 5 May counts every fifth year."""
    return frozenset(holidays.country_holidays("NL", years=year))


@dataclass(frozen=True)
class Desk:
    """`hours`: weekday (Monday is 0) → opening times, in order. `closures`: first and last day, both closed."""

    hours: Mapping[int, Sequence[tuple[time, time]]] = field(default_factory=dict)
    closures: Sequence[tuple[date, date]] = ()
    time_zone: str = "Europe/Amsterdam"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def _closed(self, day: date) -> bool:
        return day in public_holidays(day.year) or any(first <= day <= last for first, last in self.closures)

    def is_working_day(self, day: date) -> bool:
        return (day.weekday() in (self.hours or WEEKDAYS)) and not self._closed(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself for 0.

        Raises ValueError for a negative count, and when no working day comes within two years.
        """
        if count < 0:
            raise ValueError("working days are counted forward")
        for _step in range(count):
            day = self._next_working_day(day)
        return day

    def _next_working_day(self, day: date) -> date:
        for ahead in range(1, LOOK_AHEAD):
            if self.is_working_day(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
        raise ValueError("this desk never opens again")

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days after `first`, up to and including `last`; 0 when `last` is not later."""
        return sum(self.is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))

    def is_open(self, moment: datetime) -> bool:
        """`moment` is aware, in any zone; the desk reads it on its own clock."""
        local = moment.astimezone(self.zone)
        if self._closed(local.date()):
            return False
        return any(opens <= local.time() < closes for opens, closes in self.hours.get(local.weekday(), ()))

    def next_opening(self, moment: datetime) -> datetime | None:
        """The first opening after `moment`, aware in the desk's own zone; None when there is none in sight."""
        local = moment.astimezone(self.zone)
        for ahead in range(LOOK_AHEAD):
            day = local.date() + timedelta(days=ahead)
            if self._closed(day):
                continue
            for opens, _closes in self.hours.get(day.weekday(), ()):
                opening = datetime.combine(day, opens, self.zone)
                if opening > local:
                    return opening
        return None
