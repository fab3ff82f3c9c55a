"""A bundle: open needs that are alike, and the question whether one activity may serve them all.

The coordinator sees it whole; an asker sees the own row and how many others there are (`BundledNeed`). A no changes
nothing for the need itself, which is searched for as before, all the while.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Role, User
from needs import privacy
from needs.matching.bundling import LEAST, Group
from needs.models.need import Need
from needs.proposing import Refused
from offers.models import Offer
from wijk import journal
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.scopes import EVERYWHERE, Scoped, ScopedManager, ScopedQuerySet

if TYPE_CHECKING:
    from needs.models.bundled import BundledNeed

REASON = "needs that are asked together"
TIME = 10  # working days to answer, and again to make something of three times yes


class Status(models.TextChoices):
    SUGGESTED = "suggested", _("een idee")
    ASKING = "asking", _("wij vragen het")
    GATHERED = "gathered", _("genoeg keer ja")
    ACTIVITY = "activity", _("is een activiteit")
    DROPPED = "dropped", _("gaat niet door")


S = Status
MOVES: dict[
    str, set[Status]
] = {  # show this to the coordinator; a person asks and makes, the platform counts and lets lapse
    S.SUGGESTED: {S.ASKING, S.DROPPED},
    S.ASKING: {S.GATHERED, S.DROPPED},
    S.GATHERED: {S.ACTIVITY, S.ASKING, S.DROPPED},
    S.ACTIVITY: set(),
    S.DROPPED: set(),
}


class BundleQuerySet(ScopedQuerySet["Bundle"]):
    def open(self) -> "BundleQuerySet":
        return self.filter(status__in=(S.SUGGESTED, *Bundle.ASKED))

    def expired(self) -> "BundleQuerySet":
        return self.filter(status__in=Bundle.ASKED, expires_on__lt=timezone.localdate())


class BundleManager(ScopedManager.from_queryset(BundleQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def suggest(self, neighbourhood: Neighbourhood, group: Group) -> "Bundle":
        """The system found these; nobody is asked until the coordinator says so."""
        bundle: Bundle = self.create(neighbourhood=neighbourhood, concept=group.concept)
        bundle.follow(group)
        journal.write("bundle.suggested", bundle, by=None, needs=list(group.needs))
        return bundle


class Bundle(Scoped):
    Status = Status
    ASKED = (S.ASKING, S.GATHERED)  # while askers may say yes or no

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+")
    concept = models.CharField(max_length=60)  # the code of what they share
    buurt = models.ForeignKey(Buurt, models.SET_NULL, null=True, related_name="+")  # the middle
    day_parts = ArrayField(models.PositiveSmallIntegerField(), default=list)  # on which all can; empty is any
    worth = models.FloatField(default=0)  # see needs/matching/bundling.py
    status = models.CharField(max_length=10, choices=Status, default=S.SUGGESTED)
    status_since = models.DateTimeField(default=timezone.now)
    found_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField(null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # who made the last move
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, related_name="bundles")  # what came of it

    objects = BundleManager()

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "status"], name="bundle_status")]

    def __str__(self) -> str:
        return f"S-{self.pk}"

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        return privacy.bundle_visible(person)

    @property
    def is_open(self) -> bool:
        return self.status in (S.SUGGESTED, *self.ASKED)

    def staying(self) -> "list[BundledNeed]":
        rows = self.bundled.staying().select_related("need__asker", "need__theme", "need__neighbourhood")
        return list(rows.order_by("need_id"))

    def need_ids(self) -> set[int]:
        return set(self.bundled.staying().values_list("need", flat=True))

    @transaction.atomic
    def follow(self, group: Group) -> None:
        """An idea that nobody was asked about yet becomes what is found now. No change writes nothing."""
        fields = {"worth": round(group.worth, 4), "day_parts": sorted(group.day_parts)}
        fields["buurt_id"] = Buurt.objects.only("pk").get(code=group.buurt).pk
        if changed := [name for name, value in fields.items() if getattr(self, name) != value]:
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(update_fields=changed)
        rows = {row.need_id: row for row in self.bundled.all()}
        for need, row in rows.items():
            if row.ended_at is None and need not in group.needs:
                row.end()
        for need in group.needs:
            if need not in rows:
                self.bundled.create(need_id=need)
            elif rows[need].ended_at is not None:
                rows[need].restart()

    @transaction.atomic
    def ask(self, *, by: User) -> bool:
        """Put the question to each asker. False when too few are left to ask; then the bundle is dropped.

        Raises Refused when this bundle is asked no more. Twice has one effect.
        """
        from needs.together.who import may_be_asked  # circular: it reads the rows

        self._by_coordinator(by)
        self._now()
        if self.status in self.ASKED:
            return True
        if self.status != S.SUGGESTED:
            raise Refused(_("Dit idee loopt niet meer."))
        rows = self.staying()
        may = may_be_asked([row.need for row in rows])
        for row in rows:
            if row.need_id not in may:
                row.end()
        rows = [row for row in rows if row.need_id in may]
        if len({row.need.asker_id for row in rows}) < LEAST:
            self.drop(by=None)
            return False
        self.expires_on = self.neighbourhood.due(TIME)
        self._move(S.ASKING, by=by)
        for row in rows:
            row.ask(by=by)
        return True

    @transaction.atomic
    def drop(self, *, by: User | None) -> None:
        """Past niet, verlopen, or too few are left. Whoever said yes is told; their needs go on."""
        if by is not None:
            self._by_coordinator(by)
        self._now()
        if self.status not in (S.ACTIVITY, S.DROPPED):
            self._move(S.DROPPED, by=by)
            self.bundled.staying().update(ended_at=timezone.now())

    def settle(self) -> None:
        """Count again, while this row is locked: enough yes, no longer enough, or too few to go on."""
        rows = self.staying()
        said = {row.need.asker_id for row in rows if row.yes}
        if len({row.need.asker_id for row in rows}) < LEAST:
            self.drop(by=None)
        elif len(said) >= LEAST and self.status == S.ASKING:
            self.expires_on = self.neighbourhood.due(TIME)
            self._move(S.GATHERED, by=None)
        elif len(said) < LEAST and self.status == S.GATHERED:
            self._move(S.ASKING, by=None)

    @transaction.atomic
    def made(self, offer: Offer, *, by: User) -> None:
        """It became this activity. The rows stay: they say which need led to it."""
        self.offer = offer
        self._move(S.ACTIVITY, by=by, offer=offer.pk)
        self.bundled.staying().update(ended_at=timezone.now())

    def lock(self) -> None:
        """Its needs by id, then itself: the order of the house, for whoever goes on to change the needs."""
        needs = Need.objects.within(EVERYWHERE, reason=REASON).filter(pk__in=self.need_ids()).order_by("pk")
        list(needs.locked().values_list("pk"))
        self._now()

    def _now(self) -> None:
        """As it is now, and it stays so: whoever asks, answers, leaves or makes locks this row too."""
        rows = Bundle.objects.within(EVERYWHERE, reason=REASON).select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=rows)

    def _by_coordinator(self, by: User) -> None:
        if not by.has_role(self.neighbourhood, Role.COORDINATOR):
            raise PermissionDenied

    def _move(self, status: str, *, by: User | None, **ids: Any) -> None:
        if status not in MOVES[S(self.status)]:
            raise Refused(_("Dit idee loopt niet meer."))
        self.status, self.status_since, self.by = status, timezone.now(), by
        self.save(update_fields=["status", "status_since", "by", "expires_on", "offer"])
        journal.write(f"bundle.{status}", self, by=by, **ids)
