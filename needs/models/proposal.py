"""A proposal: this need, this helper. Nobody sees the other's number before both said yes."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, User
from needs import privacy
from needs.lifecycle import Status, Who
from needs.models.answer import Answer
from needs.models.apart import NEVER_AGAIN, Apart
from needs.models.call import CallTask
from needs.models.followup import FollowUp
from needs.models.match import Match
from needs.models.need import Need
from needs.proposing import Refused, check_answer, check_make
from offers import capacity
from offers.models import Offer
from wijk import journal
from wijk.places.scopes import EVERYWHERE, Scoped, ScopedManager, ScopedQuerySet


class ProposalQuerySet(ScopedQuerySet["Proposal"]):
    def live(self) -> "ProposalQuerySet":
        """Those that hold a place: waiting for answers, or agreed and not yet done."""
        return self.filter(status__in=Proposal.LIVE)

    def waiting(self) -> "ProposalQuerySet":
        return self.filter(status=Proposal.Status.OPEN)

    def expired(self) -> "ProposalQuerySet":
        return self.waiting().filter(expires_on__lt=timezone.localdate())


class ProposalManager(ScopedManager.from_queryset(ProposalQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def make(
        self,
        need: Need,
        *,
        by: User | None,
        source: str,
        offer: Offer | None = None,
        helper: User | None = None,
        match: Match | None = None,
    ) -> "Proposal":
        """Propose an offer, or a member whom the coordinator knows; `by` None is the system.

        Holds a place of the offer. Raises Refused (with words for the screen) when it may not or cannot be made.
        Lock order here and in every verb below: need, proposal, then offers by id.
        """
        need = Need.objects.within(EVERYWHERE, reason="locked while proposing").locked().get(pk=need.pk)
        helper = offer.person if offer is not None and helper is None else helper
        check_make(need, by=by, source=source, offer=offer, helper=helper)
        if self.within(need.neighbourhood, reason="one at a time").live().filter(need=need, helper=helper, offer=offer):
            raise Refused(_("Dit voorstel is er al."))
        if offer is not None and not capacity.hold(offer.pk):
            raise Refused(_("Hier is nu geen plaats, of wij vroegen deze helper al vaak genoeg."))
        hurry = 1 if need.is_urgent else need.neighbourhood.proposal_days
        proposal: Proposal = self.create(
            need=need,
            offer=offer,
            helper=helper,
            organisation=offer.organisation if offer is not None else None,
            match=match,
            rank=match.rank if match is not None else None,
            source=source,
            by=by,
            expires_on=need.neighbourhood.due(hurry),
        )
        need.move(Status.PROPOSED, by=by, who=Who.SYSTEM if by is None else Who.COORDINATOR)
        journal.write("proposal.made", proposal, by=by, neighbourhood=need.neighbourhood, source=source)
        return proposal

    @transaction.atomic
    def arranged(self, need: Need, *, helper: User, by: User) -> "Proposal":
        """They found each other outside the site: two times yes, as the coordinator heard it. Raises Refused."""
        proposal = self.make(need, by=by, source=Proposal.Source.OUTSIDE, helper=helper)
        proposal.reply("helper", True, by=by, how="spoken")
        return proposal.reply("asker", True, by=by, how="spoken")


class Proposal(Scoped):
    WITHIN = "need__neighbourhood"

    class Status(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        AGREED = "agreed", _("afgesproken")
        DONE = "done", _("gedaan")
        DECLINED = "declined", _("nee gezegd")
        EXPIRED = "expired", _("verlopen")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        FAILED = "failed", _("niet gelukt")

    LIVE = ("open", "agreed")

    class Source(models.TextChoices):
        ENGINE = "engine", _("gevonden door het platform")
        SYSTEM = "system", _("door het platform voorgesteld")
        HAND = "hand", _("buurtverbinder weet zelf iemand")
        OUTSIDE = "outside", _("al geregeld")
        BUNDLE = "bundle", _("samen met andere vragers")

    need = models.ForeignKey(Need, models.CASCADE, related_name="proposals")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, related_name="proposals")
    helper = models.ForeignKey(User, models.CASCADE, null=True, related_name="proposals")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    match = models.ForeignKey(Match, models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=10, choices=Source)
    rank = models.PositiveSmallIntegerField(null=True)  # of the match when it was proposed; matches are found anew
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    made_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    objects = ProposalManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need"], condition=Q(status="agreed"), name="proposal_one_agreed_per_need"),
            models.UniqueConstraint(
                fields=["need", "offer"], condition=Q(status__in=("open", "agreed")), name="proposal_live_once"
            ),
            models.CheckConstraint(
                condition=Q(helper__isnull=False) | Q(organisation__isnull=False), name="proposal_has_a_helper"
            ),
        ]
        indexes = [models.Index(fields=["expires_on"], condition=Q(status="open"), name="proposal_expiry")]

    def __str__(self) -> str:
        return f"{self.need} → {self.offer or self.helper_id}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        return privacy.proposal_visible(person)

    def said(self, side: str) -> Answer | None:
        return next((answer for answer in self.answers.all() if answer.side == side), None)

    @transaction.atomic
    def reply(self, side: str, yes: bool, *, by: User, how: str = "clicked", reason: str = "") -> "Proposal":
        """One side says yes or no, clicked or spoken (then `by` is the coordinator who heard and read it back).

        The second yes closes the need's slot, withdraws its other proposals and plans the follow-up, at once.
        Saying the same twice has one effect. Raises Refused when it is over, or not this person's to answer.
        """
        need, self_ = self._locked()
        check_answer(self_, side, by=by, how=how)
        if (earlier := self_.said(side)) is not None and earlier.yes == yes:
            return self_
        if self_.status != Proposal.Status.OPEN:
            raise Refused(_("Dit voorstel loopt niet meer."))
        if yes and need.status != Status.PROPOSED:
            raise Refused(_("Deze vraag zoekt nu geen helper."))
        Answer.objects.update_or_create(
            proposal=self_, side=side, defaults={"yes": yes, "by": by, "how": how, "reason": reason}
        )
        journal.write("proposal.answered", self_, by=by, neighbourhood=need.neighbourhood, side=side, yes=yes, how=how)
        if not yes:
            self_._end(Proposal.Status.DECLINED, need, by=by)
            if reason == NEVER_AGAIN and self_.helper is not None:
                Apart.objects.keep(need.asker, self_.helper, neighbourhood=need.neighbourhood, by=by)
        elif all(answer.yes for answer in self_.answers.all()) and self_.answers.count() == 2:
            self_._agree(need, by=by)
        return self_

    def _agree(self, need: Need, *, by: User | None) -> None:
        self.status = Proposal.Status.AGREED
        self.save(update_fields=["status"])
        for sister in need.proposals.live().exclude(pk=self.pk).order_by("offer_id"):
            sister._end(Proposal.Status.WITHDRAWN, need, by=by)
        need.move(Status.AGREED, by=by, who=Who.SYSTEM)
        FollowUp.objects.schedule(self, by=by)
        journal.write("proposal.agreed", self, by=by, neighbourhood=need.neighbourhood)

    def _end(self, status: str, need: Need, *, by: User | None) -> None:
        """Stop a live proposal: give the place back; search on when nothing else is out."""
        self.status, self.ended_at = status, timezone.now()
        self.save(update_fields=["status", "ended_at"])
        if self.offer_id is not None:
            capacity.release(self.offer_id)
        if status == Proposal.Status.WITHDRAWN:  # nothing happened, so nobody is asked how it went
            self.followups.waiting().update(stopped_at=self.ended_at)
        searching = need.status in (Status.PROPOSED, Status.AGREED) and status != Proposal.Status.DONE
        if searching and not need.proposals.live().exists():
            need.move(Status.OPEN, by=by, who=Who.SYSTEM)
        journal.write(f"proposal.{status}", self, by=by, neighbourhood=need.neighbourhood)

    @transaction.atomic
    def end(self, status: str, *, by: User | None) -> None:
        """Withdraw, expire, complete or fail this proposal when it is still live; otherwise nothing happens."""
        need, self_ = self._locked()
        if self_.status in Proposal.LIVE:
            self_._end(status, need, by=by)
        self.status = self_.status

    @transaction.atomic
    def extend(self, *, by: User) -> None:
        """The same number of working days again."""
        _need, self_ = self._locked()
        if self_.status != Proposal.Status.OPEN:
            raise Refused(_("Dit voorstel loopt niet meer."))
        self_.expires_on = self_.need.neighbourhood.due(self_.need.neighbourhood.proposal_days)
        self_.save(update_fields=["expires_on"])
        journal.write("proposal.extended", self_, by=by, neighbourhood=self_.need.neighbourhood)

    @transaction.atomic
    def ask_to_talk(self, *, by: User) -> None:
        """Ik wil eerst met de buurtverbinder praten: a call that she promises, and time to have it."""
        wijk = self.need.neighbourhood
        CallTask.objects.plan("promised", neighbourhood=wijk, person=by, need=self.need, proposal=self)
        if self.status == Proposal.Status.OPEN:
            self.expires_on = max(self.expires_on, wijk.due(wijk.proposal_days))
            self.save(update_fields=["expires_on"])
        journal.write("proposal.talk_asked", self, by=by, neighbourhood=wijk)

    def _locked(self) -> tuple[Need, "Proposal"]:
        need = Need.objects.within(EVERYWHERE, reason="locked in order").locked().get(pk=self.need_id)
        proposal = need.proposals.select_for_update(of=("self",)).get(pk=self.pk)
        proposal.need = need
        return need, proposal
