"""You cannot fetch what you may not see.

A scoped model's `objects` raises `Unscoped` when a query runs that did not begin with

    Need.objects.visible_to(person)                  what this person may see: its floor's privacy.py says what
    Need.objects.within(neighbourhood, reason="…")   a reason in the code, for work of the system itself

or with a row in hand (`need.proposals.all()`: whoever holds the row came by it through a scope). The guard stands
where every query passes: `Query.get_compiler`, and apart for `update` and `delete`, which change the class of their
query. Creating a row needs no scope. `_base_manager` stays plain: foreign keys followed forward work.
"""

import contextlib
import contextvars
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from django.db import models
from django.db.models import sql

if TYPE_CHECKING:
    from wijk.places.models import Neighbourhood

EVERYWHERE: Final = "everywhere"
_lifted: contextvars.ContextVar[str] = contextvars.ContextVar("scopes_lifted", default="")
M = TypeVar("M", bound=models.Model)


class Unscoped(RuntimeError):
    """A query on a scoped model that says neither who looks nor why."""


_inherited: contextvars.ContextVar[str] = contextvars.ContextVar("scopes_inherited", default="")


class ScopedQuery(sql.Query):
    scope: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = _inherited.get()

    def split_exclude(self, *args: Any, **kwargs: Any) -> Any:
        """exclude() over a to-many relation looks in a subquery of the same model: in the same scope."""
        token = _inherited.set(self.scope)
        try:
            return super().split_exclude(*args, **kwargs)
        finally:
            _inherited.reset(token)

    def guard(self) -> None:
        if not (self.scope or _lifted.get() or self.is_empty()):
            name = self.model.__name__ if self.model else "?"
            raise Unscoped(f"{name}: begin with visible_to(person) or within(neighbourhood, reason=…).")

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.guard()
        return super().get_compiler(*args, **kwargs)


class ScopedQuerySet(models.QuerySet[M]):
    query: ScopedQuery

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or ScopedQuery(model), using, hints)

    def _scoped(self, scope: str) -> Self:
        scoped: Self = self._chain()  # type: ignore[attr-defined]  # not in the stubs
        scoped.query.scope = scope
        return scoped

    def visible_to(self, person: Any) -> Self:
        """The rows that `person` (a User or AnonymousUser) may see: the model's own `visible(person)` condition."""
        return self._scoped(f"visible_to {person.pk}").filter(self.model.visible(person))  # type: ignore[attr-defined]

    def within(self, neighbourhood: "Neighbourhood | str", *, reason: str) -> Self:
        """All rows of one neighbourhood, or of EVERYWHERE, for a reason that a reader of the code can judge."""
        if not reason:
            raise Unscoped("within() wants a reason.")
        scoped = self._scoped(reason)
        if neighbourhood == EVERYWHERE:
            return scoped
        return scoped.filter(**{getattr(self.model, "WITHIN", "neighbourhood"): neighbourhood})

    def update(self, **kwargs: Any) -> int:
        self.query.guard()
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]  # templates must not call it

    def _update(self, values: Any) -> int:
        self.query.guard()
        return super()._update(values)  # type: ignore[misc]

    def _raw_delete(self, using: str | None) -> int:
        self.query.guard()
        return super()._raw_delete(using)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise Unscoped(f"{self.model.__name__}: raw SQL passes the scope by.")


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        found = super().get_queryset()
        if hasattr(self, "instance"):
            return found._scoped(f"row in hand: {self.instance!r}")
        return found


class Scoped(models.Model):
    """A model whose rows belong to somebody. Subclasses say who: `visible(person)` returns a Q."""

    class Meta:
        abstract = True

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        raise NotImplementedError(f"{cls.__name__} does not say who may see it.")

    # Uniqueness looks at all rows, and tells only that one exists.
    def _perform_unique_checks(self, unique_checks: Any) -> Any:
        with _lift("uniqueness"):
            return super()._perform_unique_checks(unique_checks)  # type: ignore[misc]

    def validate_constraints(self, exclude: Any = None) -> None:
        with _lift("uniqueness"):
            super().validate_constraints(exclude=exclude)


@contextlib.contextmanager
def _lift(reason: str) -> Iterator[None]:
    token = _lifted.set(reason)
    try:
        yield
    finally:
        _lifted.reset(token)
