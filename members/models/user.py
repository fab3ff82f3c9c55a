"""A person. E-mail is optional: a name and a telephone number are enough to ask and to help."""

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from members import privacy
from members.duties import duties_of
from members.models.roles import Roles
from wijk import journal
from wijk.places.languages import spoken, tag
from wijk.places.models import Neighbourhood

if TYPE_CHECKING:
    pass


class CallWhen(models.TextChoices):
    MORNING = "morning", _("In de ochtend")
    AFTERNOON = "afternoon", _("In de middag")
    ANY = "any", _("Dat maakt niet uit")


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, person: Any) -> "UserQuerySet":
        return self.filter(privacy.people_visible_to(person)).distinct()

    def here(self, neighbourhood: Neighbourhood) -> "UserQuerySet":
        """Who belongs to this neighbourhood today, in any role."""
        from members.models.membership import Membership  # circular: a membership has a person

        return self.filter(pk__in=Membership.objects.current().filter(neighbourhood=neighbourhood).values("user"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    use_in_migrations = False

    @transaction.atomic
    def enter(self, *, name: str, by: Any, phone: str = "", email: str = "", **fields: Any) -> "User":
        """A new person, without a password. Never finds an existing one: a typed address or number proves nothing.

        An e-mail address that somebody has already is kept apart in `typed_email`, for the coordinator to look at.
        Who enters by themselves goes on in the language of the page; somebody else's screen says nothing about it.
        """
        if by is None:
            fields.setdefault("language", tag(translation.get_language()))
        address = email.strip().lower()
        taken = bool(address) and self.filter(email=address).exists()
        person: User = self.model(
            name=name.strip(), phone=phone, typed_email=address if taken else "", entered_by=_known(by), **fields
        )
        person.set_unusable_password()
        person.save()
        if address and not taken:
            person.take_address(address)
        return person

    def standing(self, pk: int) -> "User | None":
        """This person, or into whom they were merged: an old link still finds its reader."""
        person: User | None = self.filter(pk=pk).select_related("merged__into").first()
        return person.merged.into if person is not None and hasattr(person, "merged") else person

    def create_user(self, email: str = "", password: str | None = None, **fields: Any) -> "User":
        person: User = self.enter(
            name=fields.pop("name", "") or email.partition("@")[0], by=None, email=email, **fields
        )
        if password:
            person.set_password(password)
            person.save(update_fields=["password"])
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Technical administration: the whole admin, and no need's text."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


def _known(by: Any) -> Any:
    return by if by is not None and by.pk else None


class User(Roles, AbstractBaseUser, PermissionsMixin):
    name = models.CharField(_("naam"), max_length=80)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    typed_email = models.EmailField(blank=True, editable=False)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    call_when = models.CharField(_("wanneer bellen"), max_length=10, choices=CallWhen, default=CallWhen.ANY)
    language = models.CharField(_("taal"), max_length=10, default="nl")
    entered_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("beheerder"), default=False)
    date_joined = models.DateTimeField(_("sinds"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("mensen")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=None) | (models.Q(email=Lower("email")) & ~models.Q(email="")),
                name="user_email_null_or_lower",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("een buur"))  # who was forgotten, and who helped all the same

    def clean(self) -> None:
        self.email = (self.email or "").strip().lower() or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        # allauth and forms hand over '' for "no address".
        self.email = (self.email or "").strip().lower() or None
        super().save(*args, **kwargs)

    @transaction.atomic
    def take_address(self, email: str) -> None:
        """Set the address together with allauth's row for it, unverified until a code sent there comes back."""
        self.email = email
        self.save(update_fields=["email"])
        EmailAddress.objects.filter(user=self).exclude(email=email).update(primary=False)
        EmailAddress.objects.update_or_create(user=self, email=email, defaults={"primary": True, "verified": False})

    @transaction.atomic
    def mend_address(self, email: str, *, by: "User") -> bool:
        """A mail came back and the person says the right address on the telephone. False when somebody has it already.

        Only the coordinator, and never for who works here: an address is a login, and a login may open needs.
        """
        here = self.memberships.current().filter(neighbourhood__in=by.coordinated_neighbourhoods())
        if self.works_here() or not here.exists():
            raise PermissionDenied
        address, old = email.strip().lower(), self.email
        if EmailAddress.objects.filter(email=address).exclude(user=self).exists():
            return False
        self.take_address(address)
        EmailAddress.objects.filter(user=self, email=old).exclude(email=address).delete()  # it reaches nobody
        journal.write("member.address_mended", self, by=by, neighbourhood=here[0].neighbourhood)
        return True

    def works_here(self) -> bool:
        """A role that opens something, a job, or the admin: given by who may, and never passed to another login."""
        from members.models.organisation import Employment, Posting  # circular: employment has a person

        return (
            self.is_staff
            or self.is_superuser
            or self.memberships.current().exclude(role="resident").exists()
            or Employment.objects.current().filter(user=self).exists()
            or Posting.objects.filter(user=self).exists()
        )

    @transaction.atomic
    def move_to(self, neighbourhood: Neighbourhood, *, by: Any, buurt: Any = None) -> Any:
        """Become a resident of a neighbourhood. Returns the Membership."""
        from members.models.membership import Membership, Role  # circular: a membership has a person

        membership, new = Membership.objects.get_or_create(
            user=self, neighbourhood=neighbourhood, role=Role.RESIDENT, until=None, defaults={"buurt": buurt}
        )
        if new:
            journal.write("member.joined", membership, by=by)
        elif buurt is not None and membership.buurt_id != buurt.pk:
            membership.buurt = buurt
            membership.save(update_fields=["buurt"])
        return membership

    def speak(self, language: str) -> None:
        """From now on pages and mails come in this language."""
        self.language = language
        self.save(update_fields=["language"])

    @property
    def reads(self) -> str:
        """The language to activate for what belongs to no wijk in particular, in the form of their own."""
        own = self.memberships.current().select_related("neighbourhood").order_by("pk").first()
        return spoken(self.language, own.neighbourhood if own else None)

    def duties(self) -> frozenset[str]:
        """What this person works as today (members/duties.py). Asked once for each row that was fetched."""
        known: frozenset[str] | None = self.__dict__.get("_duties")
        if known is None:
            known = self.__dict__["_duties"] = duties_of(self)
        return known

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """The seal of a session holds what one works as, so a change of it ends the session at the next request."""
        self.__dict__.pop("_duties", None)
        sealed = self.password + "|" + " ".join(sorted(self.duties()))
        return salted_hmac("members.user.session", sealed, secret=secret, algorithm="sha256").hexdigest()

    @property
    def reachable_by_mail(self) -> bool:
        return bool(self.email) and self.is_active
