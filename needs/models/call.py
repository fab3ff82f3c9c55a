"""The telephone: whom to call and why, and what came of it. For half of the residents this is the platform."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, User
from needs.lifecycle import Status, Who
from needs.models.need import Need
from wijk import journal
from wijk.places.models import Neighbourhood
from wijk.places.scopes import Scoped, ScopedManager, ScopedQuerySet


def _of_coordinator(person: Any) -> Q:
    if not person.is_authenticated:
        return Q(pk__in=())
    return Q(neighbourhood__in=person.coordinated_neighbourhoods())


class CallTaskQuerySet(ScopedQuerySet["CallTask"]):
    def open(self) -> "CallTaskQuerySet":
        return self.filter(done_at=None)

    def over_when_closed(self) -> "CallTaskQuerySet":
        """What makes no sense any more once the need is closed; what must still be told or asked afterwards stays."""
        about_organisation = Q(reason=CallTask.Reason.FOLLOW_UP, proposal=None)
        return self.open().filter(Q(reason__in=CallTask.WHILE_OPEN) | about_organisation)


class CallTaskManager(ScopedManager.from_queryset(CallTaskQuerySet)):  # type: ignore[misc]
    def plan(self, reason: str, *, neighbourhood: Neighbourhood, **about: Any) -> "CallTask":
        """A task for the coordinator, today unless `due_on` says otherwise; asking for the same twice makes one."""
        due_on = about.pop("due_on", None) or neighbourhood.today()
        # Exactly the same: a call about one need says nothing of another need or offer of that person.
        about = {"person": None, "organisation": None, "need": None, "proposal": None, "note": "", **about}
        known = self.within(neighbourhood, reason="one task per reason").open().filter(reason=reason, **about)
        task: CallTask | None = known.order_by("due_on", "pk").first()
        return task or self.create(neighbourhood=neighbourhood, reason=reason, due_on=due_on, **about)

    @transaction.atomic
    def promise(self, need: Need, *, by: User, day: Any, at: Any = None, note: str = "") -> "CallTask":
        """A call that the coordinator promised; she keeps it herself, so it becomes her need."""
        if need.assignee_id is None:
            need.assign(by, by=by)
        task: CallTask = self.create(
            neighbourhood=need.neighbourhood,
            reason=CallTask.Reason.PROMISED,
            person=need.asker,
            need=need,
            due_on=day,
            at=at,
            note=note,
        )
        return task


class CallTask(Scoped):
    class Reason(models.TextChoices):
        PROMISED = "promised", _("Beloofd terug te bellen")
        PROPOSAL = "proposal", _("Vertel over het voorstel")
        TOGETHER = "together", _("Vraag of het samen mag")
        NUMBERS = "numbers", _("Geef de nummers door")
        FOLLOW_UP = "follow_up", _("Vraag hoe het ging")
        CONSENT = "consent", _("Vraag toestemming")
        NEXT_STEP = "next_step", _("De wachttijd is voorbij")
        BOUNCED = "bounced", _("Mail kwam terug")
        TELL = "tell", _("Vertel het zelf, niet per mail")
        EXPIRES = "expires", _("Loopt af")
        PARTNER_LATE = "partner_late", _("Partner is te laat")
        CLOSED = "closed", _("Vertel dat het klaar is")
        LET_IN = "let_in", _("Vertel dat technisch beheer meekeek")
        BRAKE = "brake", _("Opende heel veel vragen: vraag waarom")

    WHILE_OPEN = ("promised", "proposal", "together", "consent", "next_step", "expires", "partner_late")

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason)
    person = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    need = models.ForeignKey(Need, models.CASCADE, null=True, related_name="calls")
    proposal = models.ForeignKey("needs.Proposal", models.CASCADE, null=True, related_name="calls")
    due_on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = CallTaskManager()

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "due_on"], condition=Q(done_at=None), name="call_open")]

    def __str__(self) -> str:
        return f"{self.reason} {self.due_on}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        return _of_coordinator(person)

    @transaction.atomic
    def log(self, how: str, *, by: User) -> None:
        """What came of the call: reached is done; otherwise it stands here again on the next working day."""
        row = CallTask.objects.within(self.neighbourhood, reason="one result a call").select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=row)
        if self.done_at or self.need is None:
            return
        Contact.objects.log(how, by=by, need=self.need, person=self.person)
        self.refresh_from_db(from_queryset=row)
        if self.done_at:  # a promise is kept by speaking
            return
        if how in Contact.REACHED:
            self.done(by=by)
        else:
            self.due_on = self.neighbourhood.due(1)
            self.save(update_fields=["due_on"])

    @transaction.atomic
    def done(self, *, by: Any) -> None:
        self.done_at, self.done_by = timezone.now(), by
        self.save(update_fields=["done_at", "done_by"])
        journal.write("call.done", self, by=by, reason=self.reason)


class ContactManager(ScopedManager):
    @transaction.atomic
    def log(self, how: str, *, by: User, need: Need, person: User | None = None) -> "Contact":
        """One click: gesproken, voicemail, langs geweest, geen gehoor. Speaking somebody takes a new need up."""
        contact: Contact = self.create(
            neighbourhood=need.neighbourhood, need=need, person=person or need.asker, how=how, by=by
        )
        if how in Contact.REACHED and need.status == Status.NEW:
            need.move(Status.OPEN, by=by, who=Who.COORDINATOR)
        if how in Contact.REACHED:  # so what was promised for today is done
            promised = need.calls.open().filter(reason=CallTask.Reason.PROMISED, person=contact.person)
            for task in promised.filter(due_on__lte=need.neighbourhood.today()):
                task.done(by=by)
        journal.write("contact.logged", contact, by=by, how=how, need=need.pk)
        return contact


class Contact(Scoped):
    class How(models.TextChoices):
        SPOKEN = "spoken", _("Gesproken")
        VOICEMAIL = "voicemail", _("Voicemail")
        VISITED = "visited", _("Langs geweest")
        NO_ANSWER = "no_answer", _("Geen gehoor")

    REACHED = ("spoken", "visited")

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, models.CASCADE, null=True, related_name="contacts")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    how = models.CharField(max_length=10, choices=How)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ContactManager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.how} {self.at:%Y-%m-%d}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        return _of_coordinator(person)
