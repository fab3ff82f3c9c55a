"""Somebody is forgotten on this floor, last of all: name, addresses, roles, sessions and what the admin remembers."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from members.models import CallWhen, Download, Employment, Mandate, User
from members.sessions import of_person

LIBRARIES = ("account", "mfa", "socialaccount", "usersessions")  # their rows about a person go, whatever they are


def erase(person: User, *, by: Any) -> None:
    for session in of_person(person, Session.objects.iterator()):
        session.delete()
    _admin_log(person)
    addresses = [person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]
    User.objects.filter(typed_email__in=[a for a in addresses if a]).update(typed_email="")
    for relation in User._meta.related_objects:
        if relation.related_model._meta.app_label in LIBRARIES:
            relation.related_model._base_manager.filter(**{relation.field.name: person}).delete()
    Download.objects.filter(Q(person=person) | Q(by=person)).delete()
    Mandate.objects.filter(Q(person=person) | Q(agent=person)).delete()
    Employment.objects.filter(user=person).delete()
    for rows in (person.claims, person.departures, person.postings, person.memberships):
        rows.all().delete()
    person.groups.clear()
    person.user_permissions.clear()
    _empty(person)


def _empty(person: User) -> None:
    """The row stays, because agreements and entries point at its number; nothing in it says whose it was."""
    person.name = person.typed_email = person.phone = ""
    person.email = person.last_login = person.entered_by = None
    person.call_when, person.language = CallWhen.ANY, "nl"
    person.is_active = person.is_staff = person.is_superuser = False
    person.date_joined = timezone.now()  # and so its mark is no longer the mark of who was here
    person.set_unusable_password()
    person.save()


def _admin_log(person: User) -> None:
    """The admin keeps the words of every row that was changed there; those about this person are emptied."""
    about = Q(object_repr__icontains=person.email) if person.email else Q(pk__in=())
    if person.name:
        about |= Q(object_repr__contains=person.name)
    about |= Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    LogEntry.objects.filter(about).update(object_repr="", change_message="")
