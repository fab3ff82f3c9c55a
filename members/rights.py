"""What we keep about somebody, on paper for them and gone when they ask: the mechanism of export and erasure.

Every floor says in its `personal.py`

    DATA        per model which fields are the person's own, which are somebody else's, which say nothing about anybody
    mine(person)         the rows that are this person's, per model
    more(person, by=…)   what else they may know, in the shape that `export` returns; a floor may leave it out
    erase(person, by=…)  take them away; run from the top floor down, in one transaction

and a test walks all models of the site: a field that stands in no list fails it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from members.floors import from_the_top
from members.models import User


@dataclass(frozen=True)
class Data:
    """The fields of one model. `own` goes into the export under its words; `heading` is what its rows are called."""

    heading: Any = ""
    own: dict[str, Any] = field(default_factory=dict)
    others: str = ""  # about somebody else than the one whose row it is: never exported, emptied when that one goes
    plain: str = ""  # numbers, codes and dates that say nothing about a person by themselves

    @property
    def fields(self) -> set[str]:
        return {*self.own, *self.others.split(), *self.plain.split()}


def register() -> dict[str, Data]:
    """Model label → Data, of all floors together."""
    return {label: data for floor in from_the_top("personal") for label, data in floor.DATA.items()}


def export(person: User, *, by: User | None = None) -> list[dict[str, Any]]:
    """[{model, heading, rows: [[{field, label, value, words}]]}] of everything that is this person's own.

    `value` is for a machine (ISO dates, codes), `words` for a reader. Kinds without rows are left out.
    What is sealed comes along only when somebody takes it (`by`), and that is written down as a look.
    """
    known = register()
    found = []
    for label, rows in _mine(person):
        data = known[label]
        listed = [_row(row, data) for row in rows]
        if listed:
            found.append({"model": label, "heading": str(data.heading), "rows": listed})
    for floor in from_the_top("personal"):
        found += floor.more(person, by=by) if hasattr(floor, "more") else []
    return found


def _mine(person: User) -> Iterator[tuple[str, Any]]:
    """From the ground up: first who somebody is, then what they asked and gave."""
    for floor in reversed(from_the_top("personal")):
        yield from floor.mine(person).items()


def _row(row: Any, data: Data) -> list[dict[str, Any]]:
    cells = []
    for name, label in data.own.items():
        value = getattr(row, name)
        if value in (None, "", [], {}):
            continue
        shown = getattr(row, f"get_{name}_display", None)
        cells.append({"field": name, "label": str(label), "value": _plain(value), "words": _words(value, shown)})
    return cells


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict) else str(value)


def _words(value: Any, shown: Any) -> str:
    if shown is not None:
        return str(shown())
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, bool):
        return str(_("ja")) if value else str(_("nee"))
    if isinstance(value, dict):
        return ""  # for a machine
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def unlisted() -> dict[str, set[str]]:
    """Fields of the site's models that no floor has thought of yet."""
    known = register()
    missing = {}
    for model in apps.get_models(include_auto_created=True):
        names = {f.name for f in model._meta.concrete_fields}
        if new := names - (known[model._meta.label].fields if model._meta.label in known else set()):
            missing[model._meta.label] = new
    return missing
