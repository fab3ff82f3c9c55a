"""Share: one need, one organisation. One row for consent and for referral, from tick to answer."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, User
from needs import privacy
from needs.lifecycle import SEARCHING, NotAllowed, Status, Who
from needs.models.need import Need
from wijk import journal
from wijk.places.scopes import EVERYWHERE, Scoped, ScopedManager, ScopedQuerySet

PATIENCE = "15s"  # longer than a mail server is waited for (EMAIL_TIMEOUT)


class ShareQuerySet(ScopedQuerySet["Share"]):
    def live(self) -> "ShareQuerySet":
        """What the organisation may see today."""
        return self.filter(privacy.live_share())

    def asked(self) -> "ShareQuerySet":
        """Waiting for the resident's yes."""
        return self.filter(given_at=None, refused_at=None, withdrawn_at=None).exclude(asked_at=None)


class ShareManager(ScopedManager.from_queryset(ShareQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def tick(self, need: Need, organisation: Organisation, *, by: Any, how: str) -> "Share":
        """Said yes beforehand, in the form or to the coordinator; live when routing reaches this organisation."""
        share, new = self.within(need.neighbourhood, reason="one per organisation").get_or_create(
            need=need,
            organisation=organisation,
            defaults={"given_at": timezone.now(), "given_how": how, "given_by": by if by and by.pk else None},
        )
        if new:
            journal.write("share.given", share, by=by, neighbourhood=need.neighbourhood, how=how)
        return share

    @transaction.atomic
    def reach(self, need: Need, organisation: Organisation, *, by: Any, purpose: str = "") -> "Share":
        """Routing reaches this organisation: live at once when the yes was given, otherwise now to be asked."""
        share, _new = self.within(need.neighbourhood, reason="one per organisation").get_or_create(
            need=need, organisation=organisation
        )
        if share.withdrawn_at or share.refused_at or share.reached_at:
            return share
        share.reached_at = timezone.now()
        share.purpose = purpose
        if share.given_at is None:
            share.asked_at = timezone.now()
        else:
            share._start()
        share.save()
        journal.write("share.reached", share, by=by, neighbourhood=need.neighbourhood, live=share.given_at is not None)
        return share

    @transaction.atomic
    def record(
        self, need: Need, organisation: Organisation, *, by: User, how: str, at: datetime, until: date, purpose: str
    ) -> "Share":
        """The coordinator heard a yes for this organisation: at that moment, until that day. Live from now on.

        A new yes counts after an earlier no, stop or answer. Raises NotAllowed when the need asks nobody now.
        """
        need = Need.objects.within(EVERYWHERE, reason="locked in order").locked().get(pk=need.pk)
        if not by.has_role(need.neighbourhood, "coordinator"):
            raise PermissionDenied
        if need.private or need.status not in (*SEARCHING, Status.REFERRED):
            raise NotAllowed(f"{need} asks no organisation")
        rows = self.within(need.neighbourhood, reason="one per organisation").select_for_update(of=("self",))
        share = rows.get_or_create(need=need, organisation=organisation)[0]
        share.given_at, share.given_how, share.given_by = at, how, by
        share.refused_at = share.withdrawn_at = None
        share.reached_at = share.reached_at or timezone.now()
        if share.reply not in Share.OURS:
            share.reply, share.replied_at, share.replied_by, share.words = "", None, None, ""
        share._start()
        share.until, share.purpose = until, purpose
        share.save()
        journal.write("share.given", share, by=by, neighbourhood=need.neighbourhood, how=how)
        return share


class Share(Scoped):
    WITHIN = "need__neighbourhood"

    class How(models.TextChoices):
        FORM = "form", _("aangekruist in het formulier")
        LINK = "link", _("met de link in de mail")
        PHONE = "phone", _("aan de telefoon")
        DESK = "desk", _("aan de balie")

    class Reply(models.TextChoices):
        PICKED_UP = "picked_up", _("Dit pakken wij op")
        PARTLY = "partly", _("Voor een deel")
        CANNOT = "cannot", _("Dit kunnen wij niet")
        HANDED_BACK = "handed_back", _("Teruggegeven")
        DONE = "done", _("Klaar")

    ENDED = ("cannot", "handed_back", "done")  # the organisation has no more to do with it, so nothing to read
    OURS = ("picked_up", "partly")  # the resident said yes, and so did the organisation: they may call

    need = models.ForeignKey(Need, models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="shares")
    purpose = models.CharField(max_length=200, blank=True)
    extra = models.TextField(max_length=1000, blank=True)  # the part that the resident let the coordinator add
    made_at = models.DateTimeField(default=timezone.now)
    reached_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    given_how = models.CharField(max_length=5, choices=How, blank=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    reply = models.CharField(max_length=12, choices=Reply, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=1000, blank=True)  # what the organisation says to the resident

    objects = ShareManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "organisation"], name="share_once")]
        indexes = [models.Index(fields=["organisation", "until"], name="share_live")]

    def __str__(self) -> str:
        return f"{self.need} → {self.organisation_id}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        return privacy.share_visible(person)

    @transaction.atomic
    def tell_more(self, words: str, *, by: User, how: str) -> None:
        """The asker said aloud, `how`, that this organisation may know this too; it is shown with the opened need.

        Raises PermissionDenied for who does not coordinate, NotAllowed when the organisation may not look (any more).
        """
        if not by.has_role(self.need.neighbourhood, "coordinator"):
            raise PermissionDenied
        row = Share.objects.within(EVERYWHERE, reason="locked in order").select_for_update(of=("self",)).get(pk=self.pk)
        if not row.is_live or row.reply in Share.ENDED:
            raise NotAllowed(f"{self} is not live")
        self.extra = words
        self.save(update_fields=["extra"])
        journal.write("share.extra_told", self, by=by, neighbourhood=self.need.neighbourhood, how=how)

    @property
    def is_live(self) -> bool:
        return bool(
            self.reached_at
            and self.given_at
            and not (self.withdrawn_at or self.refused_at)
            and self.until
            and self.until >= timezone.localdate()
        )

    def _start(self) -> None:
        wijk = self.need.neighbourhood
        self.until = timezone.localdate() + timedelta(days=wijk.consent_days)
        self.answer_by = wijk.due(1 if self.need.is_urgent else wijk.wait_partner)

    @transaction.atomic
    def give(self, *, by: User, how: str) -> None:
        """The resident says yes, by link, telephone or at the desk; live from now until the end date."""
        self._now()
        self._by_resident(by)
        self.given_at, self.given_how, self.given_by, self.refused_at = timezone.now(), how, by, None
        if self.reached_at:
            self._start()
        self.save()
        journal.write("share.given", self, by=by, neighbourhood=self.need.neighbourhood, how=how)

    @transaction.atomic
    def refuse(self, *, by: User) -> None:
        self._now()
        self._by_resident(by)
        self.refused_at = timezone.now()
        self.save(update_fields=["refused_at"])
        journal.write("share.refused", self, by=by, neighbourhood=self.need.neighbourhood)

    @transaction.atomic
    def withdraw(self, *, by: User) -> None:
        """Stop this: from the next page and the next mail on the organisation sees nothing.

        Waits for a mail about it that is being sent at this moment; a mail that did not go yet goes no more.
        """
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = %s", [PATIENCE])
        self._now()
        self._by_resident(by)
        self.withdrawn_at = timezone.now()
        self.save(update_fields=["withdrawn_at"])
        self._free(by, Who.SYSTEM)
        journal.write("share.withdrawn", self, by=by, neighbourhood=self.need.neighbourhood)

    def _by_resident(self, by: User) -> None:
        if by.pk != self.need.asker_id and not by.has_role(self.need.neighbourhood, "coordinator"):
            raise PermissionDenied

    def _now(self) -> None:
        """Need first, then this row, locked: a stop and an answer at the same moment are one after the other."""
        Need.objects.within(EVERYWHERE, reason="locked in order").locked().get(pk=self.need_id)
        rows = Share.objects.within(EVERYWHERE, reason="what it is now").select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=rows)

    def _free(self, by: User | None, who: Who) -> None:
        """This organisation works on it no longer; when no other one does either, the search goes on."""
        others = Share.objects.within(EVERYWHERE, reason="who else works on it").live().filter(need=self.need_id)
        if self.need.status == Status.REFERRED and not others.filter(reply__in=self.OURS).exclude(pk=self.pk).exists():
            self.need.move(Status.OPEN, by=by, who=who)

    @transaction.atomic
    def answer(self, reply: str, *, by: User, words: str = "") -> None:
        """The organisation picks it up, does a part, cannot, or hands it back."""
        self._now()
        if not self.is_live or not by.organisations().filter(pk=self.organisation_id).exists():
            raise PermissionDenied
        self._answered(reply, by=by, words=words)

    @transaction.atomic
    def answer_by_link(self, reply: str, *, words: str = "") -> None:
        """The first answer of an organisation where nobody logs in; the signed link says whose share it is.

        Raises PermissionDenied when the share counts no more or was answered, NotAllowed when the need moved on.
        """
        self._now()
        if not self.is_live or self.reply or reply not in (*self.OURS, self.Reply.CANNOT):
            raise PermissionDenied
        self._answered(reply, by=None, words=words, how="link")

    def _answered(self, reply: str, *, by: User | None, words: str, **how: str) -> None:
        self.reply, self.replied_at, self.replied_by, self.words = reply, timezone.now(), by, words
        self.save(update_fields=["reply", "replied_at", "replied_by", "words"])
        if reply in (self.Reply.PICKED_UP, self.Reply.PARTLY) and self.need.status != Status.REFERRED:
            self.need.move(Status.REFERRED, by=by, who=Who.PARTNER)
        elif reply in (self.Reply.CANNOT, self.Reply.HANDED_BACK):
            self._free(by, Who.PARTNER)
        elif reply == self.Reply.DONE:
            self.need.move(Status.AFTERCARE, by=by, who=Who.PARTNER)
        journal.write("share.answered", self, by=by, neighbourhood=self.need.neighbourhood, reply=reply, **how)
