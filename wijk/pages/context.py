"""What the frame of every page shows: the menu, and in which role one looks."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.models import Role


class Frame:
    """`nav` and `work_nav` are lists of (address, words, is this the page?); `role_label` is '' for a resident."""

    def __init__(self, request: HttpRequest) -> None:
        self.path = request.path
        self.wijk = getattr(request, "neighbourhood", None)
        self.user = getattr(request, "user", None)
        self.roles = self._roles()
        self.nav = self._menu(
            ("pages:home", pgettext("menu", "Home")),
            ("offers:list", _("Aanbod")),
            ("our_figures:page", _("Onze wijk")),
            ("pages:mine", _("Mijn wijk")),
        )
        self.works_for = self._works_for()
        self.work_nav = [*self._menu(*self._work()), *self._partner()]
        self.role_label = self._role_label()
        self.finds_needs = Role.COORDINATOR in self.roles  # the search in the head of every work screen

    def _roles(self) -> set[str]:
        if self.wijk is None or self.user is None or not self.user.is_authenticated:
            return set()
        return set(self.user.memberships.current().filter(neighbourhood=self.wijk).values_list("role", flat=True))

    def _work(self) -> list[tuple[str, str]]:
        if Role.COORDINATOR in self.roles:
            work = [("dashboard:today", _("Vandaag")), ("needs:work", _("Vragen")), ("offers:list", _("Aanbod"))]
            people = [("dashboard:people", _("Mensen")), ("fairness:page", _("Verdeling"))]
            return [*work, *people, ("needs:paper", _("Prikbord"))]
        if Role.BOARD in self.roles:
            work = [("dashboard:people", _("Mensen")), ("fairness:page", _("Verdeling"))]
            return [*work, ("vocabulary:words", _("Woorden"))]
        if Role.DESK in self.roles:
            return [("needs:phone", _("Nieuwe vraag"))]
        if Role.REFERRER in self.roles:
            return [("needs:refer", _("Verwijzen"))]
        return []

    def _works_for(self) -> str:
        """The organisation of a worker, on a page where no role of the wijk counts."""
        if self.roles - {Role.RESIDENT} or self.user is None or not self.user.is_authenticated:
            return ""
        return ", ".join(organisation.name for organisation in self.user.organisations())

    def _partner(self) -> list[tuple[str, str, bool]]:
        if not self.works_for:
            return []
        entries = [("partner:list", _("Werklijst"))]
        if self.user is not None and self.user.keeps_volunteers():
            entries.append(("partner:offers", _("Wat wij bieden")))
        links = [(reverse(name), words) for name, words in entries]
        return [(address, words, address == self.path) for address, words in links]

    def _menu(self, *entries: tuple[str, str]) -> list[tuple[str, str, bool]]:
        if self.wijk is None:
            return []
        links = [(reverse(name, args=[self.wijk.slug]), words) for name, words in entries]
        return [(address, words, address == self.path) for address, words in links]

    def _role_label(self) -> str:
        for role in (Role.COORDINATOR, Role.DESK, Role.BOARD, Role.REFERRER):
            if role in self.roles:
                return str(role.label)
        return _("medewerker van %(name)s") % {"name": self.works_for} if self.works_for else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"frame": SimpleLazyObject(lambda: Frame(request)), "demo_code": _demo_code(request)}


def _demo_code(request: HttpRequest) -> str:
    session = getattr(request, "session", None)
    return session.get("demo_code", "") if session is not None else ""
