"""How a need ended: counted facts, apart from what anybody thinks of it."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import User
from needs.lifecycle import Status, Who
from needs.models.need import Need
from wijk import journal
from wijk.places.scopes import EVERYWHERE, Scoped, ScopedManager


class OutcomeManager(ScopedManager):
    @transaction.atomic
    def close(self, need: Need, kind: str, *, by: Any, who: Who | None = None, proposal: Any = None) -> "Outcome":
        """Close the need with a reason, once. Proposals that are out end first, so their places come free: what was
        agreed is done when the reason says that the helper did it, everything else is withdrawn."""
        row = Need.objects.within(EVERYWHERE, reason="locked in order").locked().get(pk=need.pk)
        if row.status == Status.CLOSED:  # a double click, or two people at once: the first reason stands
            need.status = row.status
            return self.within(EVERYWHERE, reason="closed once").filter(need=row).latest("at")
        for proposal in row.proposals.live().order_by("offer_id"):
            helped = proposal.status == "agreed" and kind in Outcome.BY_HELPER
            proposal.end("done" if helped else "withdrawn", by=by)
        need.move(Status.CLOSED, by=by, who=who)
        known = by if by and by.pk else None
        need.calls.over_when_closed().update(done_at=timezone.now(), done_by=known)
        outcome: Outcome = self.create(need=need, kind=kind, by=known, proposal=proposal)
        journal.write("outcome.recorded", outcome, by=by, neighbourhood=need.neighbourhood, kind=kind)
        return outcome


class Outcome(Scoped):
    """One per closing: a need that is opened again and closed again has two."""

    WITHIN = "need__neighbourhood"

    class Kind(models.TextChoices):
        NEIGHBOUR = "neighbour", _("opgelost door een buur")
        TOGETHER = "together", _("samen opgelost")
        ORGANISATION = "organisation", _("opgelost door een organisatie")
        SELF = "self", _("zelf opgelost")
        ARRANGED = "arranged", _("al geregeld, buiten de site om")
        NOT_NEEDED = "not_needed", _("niet meer nodig")
        NOBODY = "nobody", _("niemand gevonden")
        NO_FIT = "no_fit", _("paste niet")
        TOO_HEAVY = "too_heavy", _("te zwaar voor een buur")
        UNREACHABLE = "unreachable", _("vrager niet te bereiken")
        MOVED = "moved", _("verhuisd")
        ADMITTED = "admitted", _("opgenomen")
        DIED = "died", _("overleden")
        UNSAFE = "unsafe", _("onveilig")
        DOUBLE = "double", _("dubbel")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    BY_HELPER = ("neighbour", "together", "organisation")
    SOLVED = ("neighbour", "together", "organisation", "self", "arranged")

    need = models.ForeignKey(Need, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=15, choices=Kind)
    proposal = models.ForeignKey("needs.Proposal", models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OutcomeManager()

    def __str__(self) -> str:
        return f"{self.kind} ({self.need})"

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        return models.Q(need__in=Need.objects.visible_to(person))
