"""Some days later: is it done? Both sides are asked; 'nee' opens the need again, silence becomes a call."""

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import User
from needs import privacy
from needs.lifecycle import Status, Who
from needs.models.need import Need
from wijk import journal
from wijk.places.scopes import EVERYWHERE, Scoped, ScopedManager, ScopedQuerySet

if TYPE_CHECKING:
    from needs.models.proposal import Proposal

SILENCE = 3  # working days without an answer before the coordinator calls


class FollowUpQuerySet(ScopedQuerySet["FollowUp"]):
    def waiting(self) -> "FollowUpQuerySet":
        return self.filter(answer="", stopped_at=None)

    def due(self) -> "FollowUpQuerySet":
        return self.waiting().filter(asked_at=None, due_on__lte=timezone.localdate())


class FollowUpManager(ScopedManager.from_queryset(FollowUpQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def schedule(self, proposal: "Proposal", *, by: Any) -> list["FollowUp"]:
        """Ask both sides, the working days after the day itself that the neighbourhood chose."""
        need = proposal.need
        day = max(need.on_day or timezone.localdate(), timezone.localdate())
        due = need.neighbourhood.due(need.neighbourhood.follow_up_after, start=day)
        made = [self.create(proposal=proposal, side=side, due_on=due) for side in ("asker", "helper")]
        journal.write("followup.scheduled", proposal, by=by, neighbourhood=need.neighbourhood)
        return made


class FollowUp(Scoped):
    WITHIN = "proposal__need__neighbourhood"

    class Result(models.TextChoices):
        YES = "yes", _("Gelukt")
        PARTLY = "partly", _("Deels")
        NO = "no", _("Nee")

    proposal = models.ForeignKey("needs.Proposal", models.CASCADE, related_name="followups")
    side = models.CharField(max_length=6)  # asker, helper
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    call_on = models.DateField(null=True)
    answer = models.CharField(max_length=6, choices=Result, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    how = models.CharField(max_length=8, blank=True)
    stopped_at = models.DateTimeField(null=True)

    objects = FollowUpManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "side"], name="followup_once_a_side")]
        indexes = [models.Index(fields=["due_on"], condition=Q(answer=""), name="followup_due")]

    def __str__(self) -> str:
        return f"{self.proposal} {self.side}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        return privacy.followup_visible(person)

    @property
    def person(self) -> User | None:
        return self.proposal.need.asker if self.side == "asker" else self.proposal.helper

    @transaction.atomic
    def ask(self) -> None:
        """Put the question: from now on silence counts. The first one moves the need to aftercare."""
        need = Need.objects.within(EVERYWHERE, reason="locked in order").locked().get(pk=self.proposal.need_id)
        row = FollowUp.objects.within(EVERYWHERE, reason="asked once").select_for_update(of=("self",)).get(pk=self.pk)
        if row.asked_at or row.answer or row.stopped_at:
            return
        row.asked_at = timezone.now()
        row.call_on = need.neighbourhood.due(SILENCE)
        row.save(update_fields=["asked_at", "call_on"])
        if need.status == Status.AGREED:
            need.move(Status.AFTERCARE, by=None, who=Who.SYSTEM)
        journal.write("followup.asked", row, by=None, neighbourhood=need.neighbourhood, side=row.side)

    @transaction.atomic
    def reply(self, answer: str, *, by: User, how: str = "clicked") -> "FollowUp":
        """Ja, deels or nee. The first answer stands; the asker's yes closes the need, a no of either opens it."""
        from needs.models.outcome import Outcome  # circular: an outcome has a proposal

        need = Need.objects.within(EVERYWHERE, reason="locked in order").locked().get(pk=self.proposal.need_id)
        row = (
            FollowUp.objects.within(EVERYWHERE, reason="answered once").select_for_update(of=("self",)).get(pk=self.pk)
        )
        if row.answer or row.stopped_at:
            return row
        row.answer, row.answered_at, row.answered_by, row.how = answer, timezone.now(), by, how
        row.save(update_fields=["answer", "answered_at", "answered_by", "how"])
        journal.write("followup.answered", row, by=by, neighbourhood=need.neighbourhood, side=row.side, answer=answer)
        proposal = row.proposal
        if answer == self.Result.YES and row.side == "asker":
            proposal.end("done", by=by)
            need.refresh_from_db()
            Outcome.objects.close(need, _outcome(proposal), by=by, who=Who.SYSTEM, proposal=proposal)
        elif answer != self.Result.YES and (row.side == "asker" or answer == self.Result.NO):
            if proposal.status not in (*proposal.LIVE, "done"):
                return row  # the other side said so already, and the need went on
            proposal.end("failed", by=by)
            need.refresh_from_db()
            need.reopen(by=by, who=Who.SYSTEM)
        return row


def _outcome(proposal: "Proposal") -> str:
    if proposal.organisation_id:
        return "organisation"
    return "together" if proposal.offer is not None and proposal.offer.is_collective else "neighbour"
