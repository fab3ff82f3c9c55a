"""One need in a bundle: asked whether it may be done together, what was said, and what came of it."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Role, User
from needs import privacy
from needs.models.bundle import REASON, Bundle
from needs.models.need import Need
from needs.models.proposal import Proposal
from needs.proposing import Refused
from wijk import journal
from wijk.places.scopes import EVERYWHERE, Scoped, ScopedManager, ScopedQuerySet


class BundledNeedQuerySet(ScopedQuerySet["BundledNeed"]):
    def staying(self) -> "BundledNeedQuerySet":
        return self.filter(ended_at=None)

    def asked(self) -> "BundledNeedQuerySet":
        """Those whose asker may say yes or no now."""
        return self.staying().filter(bundle__status__in=Bundle.ASKED).exclude(asked_at=None)

    def in_sight(self) -> "BundledNeedQuerySet":
        """In a bundle now, or proposed for the activity that came of it."""
        return self.filter(Q(ended_at=None) | Q(proposal__isnull=False))


class BundledNeedManager(ScopedManager.from_queryset(BundledNeedQuerySet)):  # type: ignore[misc]
    pass


class BundledNeed(Scoped):
    """`proposal` is the one for the activity that came of it: the link from need to activity, which stays."""

    WITHIN = "bundle__neighbourhood"

    class How(models.TextChoices):
        CLICKED = "clicked", _("zelf geklikt")
        SPOKEN = "spoken", _("aan de telefoon gezegd")

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="bundled")
    need = models.ForeignKey(Need, models.CASCADE, related_name="bundled")
    asked_at = models.DateTimeField(null=True)
    yes = models.BooleanField(null=True)
    how = models.CharField(max_length=8, choices=How, blank=True)
    answered_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # who answered, or wrote it down
    ended_at = models.DateTimeField(null=True)
    proposal = models.ForeignKey(Proposal, models.SET_NULL, null=True, related_name="+")

    objects = BundledNeedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "need"], name="bundled_once_a_bundle"),
            models.UniqueConstraint(fields=["need"], condition=Q(ended_at=None), name="bundled_in_one_bundle"),
        ]

    def __str__(self) -> str:
        return f"{self.need} in {self.bundle}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        return privacy.bundled_visible(person)

    @property
    def others(self) -> int:
        """How many other people are asked with this one: a number is all that an asker hears of them."""
        rows = BundledNeed.objects.within(EVERYWHERE, reason="a count").staying().filter(bundle=self.bundle_id)
        return rows.exclude(need__asker=self.need.asker_id).values("need__asker").distinct().count()

    @transaction.atomic
    def ask(self, *, by: User) -> None:
        self.asked_at = timezone.now()
        self.save(update_fields=["asked_at"])
        journal.write("need.together_asked", self.need, by=by, row=self.pk)

    @transaction.atomic
    def reply(self, yes: bool, *, by: User, how: str = "clicked") -> None:
        """Ja or nee, clicked or spoken (then `by` is the coordinator who heard it). It may be changed while we ask.

        Raises Refused when it is over, or not this person's to answer. Saying the same twice has one effect.
        """
        from needs.together.who import may_be_asked  # circular: it reads the rows

        need, bundle = self._locked()
        allowed = by.has_role(bundle.neighbourhood, Role.COORDINATOR) if how == "spoken" else by.pk == need.asker_id
        if not allowed:
            raise Refused(_("Dit antwoord is niet aan u."))
        over = self.ended_at or not self.asked_at or bundle.status not in Bundle.ASKED
        if over or not may_be_asked([need]):
            raise Refused(_("Dit idee loopt niet meer."))
        if self.yes == yes:
            return
        self.yes, self.how, self.by, self.answered_at = yes, how, by, timezone.now()
        self.save(update_fields=["yes", "how", "by", "answered_at"])
        journal.write("need.together_answered", need, by=by, row=self.pk, yes=yes, how=how)
        bundle.settle()

    @transaction.atomic
    def leave(self) -> None:
        """The need is helped, changed, over or nobody's to see: it is asked with the others no longer."""
        _need, bundle = self._locked()
        if self.ended_at is None:
            self.end()
            bundle.settle()

    def end(self) -> None:
        self.ended_at = timezone.now()
        self.save(update_fields=["ended_at"])

    def restart(self) -> None:
        """It came back before anybody was asked."""
        self.ended_at = None
        self.save(update_fields=["ended_at"])

    def _locked(self) -> tuple[Need, Bundle]:
        """Need, bundle, this row."""
        need = Need.objects.within(EVERYWHERE, reason=REASON).locked().get(pk=self.need_id)
        bundles = Bundle.objects.within(EVERYWHERE, reason=REASON).select_for_update(of=("self",))
        bundle = bundles.get(pk=self.bundle_id)
        rows = BundledNeed.objects.within(EVERYWHERE, reason=REASON).select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=rows)
        return need, bundle
