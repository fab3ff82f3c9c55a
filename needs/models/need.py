"""A need: somebody asks for something, for themselves or for another."""

import secrets
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, User
from needs import acting, closing_off, lifecycle, privacy, reading
from needs.haste import Haste
from needs.lifecycle import Status, Who
from needs.roads import Road
from wijk import journal
from wijk.places.channels import Channel
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.scopes import EVERYWHERE, Scoped, ScopedManager, ScopedQuerySet
from wijk.themes import confirmed
from wijk.themes.kinds import Kind
from wijk.themes.models import Theme

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: the number is read out over the telephone
NUMBER_LENGTH = 5  # 31^5 is 28 million
LIVES = timedelta(days=90)  # a need that nobody renews stops being matched, after a warning
WARNING = timedelta(days=7)
CAREFUL = 2  # from this risk on a need is never proposed by the system, and only to helpers who were met
UNKNOWN_RISK = 2  # no theme yet: careful until somebody has looked


class NeedQuerySet(ScopedQuerySet["Need"]):
    def under_way(self) -> "NeedQuerySet":
        return self.filter(status__in=lifecycle.UNDER_WAY)

    def matchable(self) -> "NeedQuerySet":
        """What the engine looks at: being searched for, meant for neighbours, shown to them, and not expired."""
        return self.filter(
            status__in=lifecycle.SEARCHING, road=Road.NEIGHBOURS, private=False, expires_on__gte=timezone.localdate()
        )

    def locked(self) -> "NeedQuerySet":
        return self.select_for_update(of=("self",))


class NeedManager(ScopedManager.from_queryset(NeedQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def register(self, *, by: Any, neighbourhood: Neighbourhood, asker: User, **fields: Any) -> "Need":
        """A new need of `asker`. `by` entered it: the asker, the coordinator, a desk volunteer, a referrer or None."""
        concepts = fields.pop("concepts", ())
        words = (fields["title"], fields["text"], fields["kind"], fields.get("theme"))
        read = reading.read(*words, concepts, neighbourhood)
        need: Need = self._numbered(
            **{**read, **fields, "theme": read["theme"]},
            neighbourhood=neighbourhood,
            asker=asker,
            entered_by=by if by is not None and by.pk and by != asker else None,
            expires_on=max(timezone.localdate() + LIVES, fields.get("on_day") or timezone.localdate()),
        )
        confirmed.keep(need, concepts, by=by)
        journal.write("need.registered", need, by=by)
        return need

    def _numbered(self, **fields: Any) -> "Need":
        for _attempt in range(20):
            number = "".join(secrets.choice(ALPHABET) for _letter in range(NUMBER_LENGTH))
            try:
                with transaction.atomic():
                    return self.create(number=number, **fields)
            except IntegrityError as problem:
                if "need_number" not in str(problem):
                    raise
        raise RuntimeError("no free number in twenty tries")


class Need(Scoped):
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+", verbose_name=_("wijk"))
    number = models.CharField(max_length=NUMBER_LENGTH)
    asker = models.ForeignKey(User, models.CASCADE, related_name="needs", verbose_name=_("vrager"))
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    referrer = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    channel = models.CharField(_("via"), max_length=10, choices=Channel, default=Channel.WEB)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    title = models.CharField(_("titel"), max_length=80)
    text = models.TextField(_("eigen woorden"), max_length=5000)
    haste = models.CharField(_("wanneer"), max_length=10, choices=Haste, default=Haste.CALM)
    on_day = models.DateField(_("dag"), null=True, blank=True)
    day_parts = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # 0-20; empty is any
    buurt = models.ForeignKey(Buurt, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("buurt"))
    for_other = models.BooleanField(_("voor iemand anders"), default=False)
    relation = models.CharField(_("relatie"), max_length=80, blank=True)
    other_knows = models.BooleanField(_("weet ervan"), null=True, blank=True)
    other_answers = models.BooleanField(_("antwoordt zelf"), default=False)
    other_name = models.CharField(_("naam"), max_length=80, blank=True)
    other_phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    private = models.BooleanField(_("alleen de buurtverbinder"), default=False)
    on_board = models.BooleanField(_("mag op het prikbord"), default=False)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("thema"))
    theme_checked = models.BooleanField(default=False)  # chosen by a person, not guessed
    features: Any = models.JSONField(default=dict, editable=False)
    road = models.CharField(max_length=15, choices=Road, default=Road.NEIGHBOURS)
    organisation_kind = models.CharField(max_length=30, blank=True)  # where Road.ORGANISATION leads
    status = models.CharField(max_length=12, choices=Status, default=Status.NEW)
    assignee = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reopened = models.PositiveSmallIntegerField(default=0)
    registered_at = models.DateTimeField(default=timezone.now)
    status_since = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    warned_on = models.DateField(null=True, editable=False)

    objects = NeedManager()

    class Meta:
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        constraints = [
            models.UniqueConstraint(fields=["number"], name="need_number"),
            models.CheckConstraint(
                condition=~(models.Q(private=True) & models.Q(on_board=True)), name="need_private_not_on_board"
            ),
        ]
        indexes = [
            models.Index(fields=["neighbourhood", "status", "registered_at"], name="need_status"),
            models.Index(fields=["asker", "-registered_at"], name="need_asker"),
        ]

    def __str__(self) -> str:
        return f"V-{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("needs:detail", args=[self.neighbourhood.slug, self.number])

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        return privacy.visible(person)

    def card_for(self, viewer: Any) -> privacy.Card:
        return privacy.card(self, viewer)

    @property
    def risk(self) -> int:
        return self.theme.risk if self.theme else UNKNOWN_RISK

    @property
    def is_urgent(self) -> bool:
        return self.haste == Haste.TODAY or self.road == Road.DANGER

    def who(self, person: Any) -> Who:
        """In which role `person` acts on this need; None is the system. Raises NotAllowed for anybody else.

        Asked by the verbs, in their transaction: who acts for the asker is written down.
        """
        if person is None:
            return Who.SYSTEM
        if person.pk == self.asker_id:
            return Who.ASKER
        if person.has_role(self.neighbourhood, "coordinator"):
            return Who.COORDINATOR
        if not self.private and acting.note(self, person):
            return Who.ASKER
        raise lifecycle.NotAllowed(f"{person.pk} has nothing to do with {self}")

    @transaction.atomic
    def move(self, status: Status, *, by: Any, who: Who | None = None, **ids: Any) -> None:
        """Go to another status when the table allows it, and write it down. No move is no change."""
        row = (
            Need.objects.within(EVERYWHERE, reason="moved from what it is now").locked().only("status").get(pk=self.pk)
        )
        self.status = row.status  # somebody may have moved it since this row was read
        if status == self.status:
            return
        lifecycle.check(self.status, status, who or self.who(by))
        old, self.status, self.status_since = self.status, status, timezone.now()
        self.save(update_fields=["status", "status_since"])
        journal.write(f"need.{status}", self, by=by, old=str(old), **ids)

    @transaction.atomic
    def pause(self, *, by: Any) -> None:
        """Ask nobody for a while: who was asked and did not agree yet is asked no longer."""
        row = Need.objects.within(EVERYWHERE, reason="locked in order").locked().get(pk=self.pk)
        lifecycle.check(row.status, Status.PAUSED, self.who(by))
        for proposal in row.proposals.live().order_by("offer_id"):
            proposal.end("withdrawn", by=by)
        self.move(Status.PAUSED, by=by)

    @transaction.atomic
    def reopen(self, *, by: Any, who: Who | None = None) -> None:
        """It was not good: search on. Counted, so that it tops Vandaag."""
        self.reopened += 1
        self.expires_on = max(self.expires_on, timezone.localdate() + LIVES)
        self.save(update_fields=["reopened", "expires_on"])
        self.move(Status.OPEN, by=by, who=who)
        journal.write("need.reopened", self, by=by)

    @transaction.atomic
    def correct(self, *, by: Any, theme: Theme | None = None, road: str = "", private: bool | None = None) -> None:
        """A person corrects what the platform guessed. Only the coordinator and the asker may.

        Private from now on ends what stands open to others; open again, each organisation needs a new yes.
        """
        who = self.who(by)
        if theme is not None:
            self.theme, self.theme_checked = theme, True
        if road and who is Who.COORDINATOR:
            self.road, self.organisation_kind = road, ""
        if private is not None:
            self.private = private
            self.on_board = self.on_board and not private  # what nobody may see hangs nowhere
        self.save(update_fields=["theme", "theme_checked", "road", "organisation_kind", "private", "on_board"])
        journal.write("need.corrected", self, by=by, theme=self.theme_id, road=self.road)
        if private:
            closing_off.close_off(self, by=by)

    @transaction.atomic
    def rewrite(self, *, by: Any, **said: Any) -> None:
        """Other words, day or place. Raises NotAllowed while somebody is asked: they answer what they read."""
        who = self.who(by)
        row = Need.objects.within(EVERYWHERE, reason="locked in order").locked().get(pk=self.pk)
        if row.status not in (*lifecycle.SEARCHING, Status.PAUSED) or row.proposals.live().exists():
            raise lifecycle.NotAllowed(f"{self} is rewritten by {who} while it is {row.status}")
        if (concepts := said.pop("concepts", None)) is not None:
            confirmed.keep(self, concepts, by=by)
        words = (said["title"], said["text"], said["kind"], row.theme if row.theme_checked else None)
        fields = said | reading.read(*words, confirmed.codes_of(self), self.neighbourhood)
        fields["on_board"] = fields["on_board"] and not row.private
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=fields)
        journal.write("need.rewritten", self, by=by)

    @transaction.atomic
    def assign(self, person: User | None, *, by: Any) -> None:
        """Whose need it is at the desk; None is nobody's, so everybody's."""
        self.who(by)
        self.assignee = person
        self.save(update_fields=["assignee"])
        journal.write("need.assigned", self, by=by, to=person.pk if person else None)

    @transaction.atomic
    def renew(self, *, by: Any) -> None:
        """Let it stand for another three months."""
        self.who(by)
        self.expires_on, self.warned_on = timezone.localdate() + LIVES, None
        self.save(update_fields=["expires_on", "warned_on"])
        journal.write("need.renewed", self, by=by)
