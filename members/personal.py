"""What is somebody's own on this floor and in the libraries below it: who they are, and how they come in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from members.erasing import erase
from members.models import Employment, Mandate, User
from members.rights import Data
from wijk.journal.models import Entry
from wijk.places.scopes import EVERYWHERE

__all__ = ["DATA", "erase", "mine"]
SINCE, UNTIL, ROLE = _("Sinds"), _("Tot en met"), _("Rol")
_PLACES = {
    "Municipality": "id name code province",
    "District": "id name code municipality",
    "Buurt_adjoining": "id from_buurt to_buurt",
    "Buurt": "id name code district longitude latitude",
    "Figures": "id code year inhabitants young old households household_size home_value owned income urbanity doctor"
    " supermarket school",
    "Outline": "id buurt year path view_box",
    "Neighbourhood_buurten": "id neighbourhood buurt",
    "Neighbourhood": "id slug name kind municipality address_form phone email visiting time_zone answer_within"
    " wait_neighbours wait_together wait_partner proposal_days follow_up_after consent_days system_may_propose"
    " digest_weekday longest_first neighbours_first second_proposals spare_helpers",
    "OpeningHours": "id neighbourhood weekday opens closes",
    "Closure": "id neighbourhood first last reason",
}
_LIBRARIES = {
    "auth.Permission": "id name content_type codename",
    "auth.Group_permissions": "id group permission",
    "auth.Group": "id name",
    "contenttypes.ContentType": "id app_label model",
    "themes.Theme": "id code label area risk together straight_to order active",
    "themes.Concept": "id code label theme area straight_to related kinds",
    "themes.OverlayTerm": "id neighbourhood code term off at",
    "themes.Edition": "id neighbourhood stamp at",
    "themes.Term": "id concept text weight",
    # Who looked: numbers, and the reason of whoever looked. The site may only add to it; what an asker may read of it
    # is exported by the floor that knows the needs. After an erasure the numbers lead to nobody.
    "journal.Look": "id at actor organisation role subject object object_id ids action ground purpose words"
    " neighbourhood",
    "journal.Seal": "id until rows digest at",
    "journal.Errand": "id entry reaction due_at done_at attempts problem",
    "members.OrganisationKind": "id code label",
    "members.Organisation": "id name kind municipality phone email",
    "members.User_groups": "id user group",
    "members.User_user_permissions": "id user permission",
    "members.Knock": "id address hour tries",  # a keyed hash of a network address, for a day
    "members.CodeTry": "id digest tries since",  # a keyed hash of one mailed code, for a day
    "socialaccount.SocialApp": "id provider provider_id name client_id secret key settings",
    "socialaccount.SocialToken": "id app account token token_secret expires_at",  # none are kept
    "members.Erasure": "id person_id mark how at",
    "members.Download": "id person by digest made_at expires_at used_at",
}
DATA = {
    **{f"places.{name}": Data(plain=fields) for name, fields in _PLACES.items()},
    **{name: Data(plain=fields) for name, fields in _LIBRARIES.items()},
    "members.User": Data(
        heading=_("Wie u bent"),
        own={
            "name": _("Naam"),
            "email": _("E-mail"),
            "typed_email": _("E-mail, nog niet zeker"),
            "phone": _("Telefoon"),
            "call_when": _("Wanneer bellen"),
            "language": _("Taal"),
            "date_joined": SINCE,
            "last_login": _("Laatst ingelogd"),
        },
        others="entered_by",
        plain="id password is_superuser is_active is_staff",
    ),
    "account.EmailAddress": Data(
        heading=_("Uw e-mailadressen"),
        own={"email": _("E-mail"), "verified": _("Bewezen"), "primary": _("Het eerste adres")},
        plain="id user",
    ),
    "account.EmailConfirmation": Data(plain="id email_address created sent key"),
    "mfa.Authenticator": Data(
        heading=_("Waarmee u bewijst dat u het bent"),
        own={"type": _("Soort"), "created_at": SINCE, "last_used_at": _("Laatst gebruikt")},
        others="data",
        plain="id user",
    ),
    "socialaccount.SocialAccount": Data(
        heading=_("Inloggen via uw werk"),
        own={"provider": _("Via"), "uid": _("Nummer"), "date_joined": SINCE, "last_login": _("Laatst ingelogd")},
        others="extra_data",
        plain="id user",
    ),
    "usersessions.UserSession": Data(
        heading=_("Waar u bent ingelogd"),
        own={
            "created_at": SINCE,
            "last_seen_at": _("Laatst gezien"),
            "ip": _("Netwerkadres"),
            "user_agent": _("Browser"),
        },
        plain="id user session_key data",
    ),
    "members.Membership": Data(
        heading=_("Uw plek in de wijk"),
        own={
            "neighbourhood": _("Wijk"),
            "role": ROLE,
            "buurt": _("Buurt"),
            "employer": _("Werkgever"),
            "met_at": _("Gesproken op"),
            "since": SINCE,
            "until": UNTIL,
        },
        others="met_by",
        plain="id user stands_in",
    ),
    "members.Employment": Data(
        heading=_("Waar u werkt"),
        own={"organisation": _("Organisatie"), "task": ROLE, "since": SINCE, "until": UNTIL},
        plain="id user",
    ),
    "members.Posting": Data(heading=_("Beheer"), own={"municipality": _("Gemeente")}, plain="id user"),
    "members.Departure": Data(
        heading=_("Dat u er niet was"),
        own={"kind": _("Waarom"), "at": SINCE, "back_at": _("Terug op")},
        others="by",
        plain="id person",
    ),
    "members.Mandate": Data(
        heading=_("Wie u mag helpen, en wie u helpt"),
        own={"scope": _("Wat mag"), "role": ROLE, "given_at": SINCE, "until": UNTIL, "ended_at": _("Gestopt op")},
        others="person agent by",
        plain="id neighbourhood how",
    ),
    "members.Claim": Data(
        heading=_("Codes op papier"),
        own={"made_at": _("Gemaakt op"), "used_at": _("Gebruikt op")},
        others="by",
        plain="id person head digest tries expires_at",
    ),
    "members.Merge": Data(heading=_("Samengevoegd"), own={"at": _("Wanneer")}, others="by", plain="id gone into"),
    "journal.Entry": Data(
        heading=_("Wat u op de site deed"),
        own={"at": _("Wanneer"), "verb": _("Wat")},
        plain="id neighbourhood subject subject_id actor ids",
    ),
    "admin.LogEntry": Data(
        heading=_("Wat u in het beheer deed"),
        own={"action_time": _("Wanneer")},
        others="object_repr change_message",
        plain="id user content_type object_id action_flag",
    ),
    "sessions.Session": Data(others="session_data", plain="session_key expire_date"),
}


def mine(person: User) -> dict[str, Any]:
    mandates = Mandate.objects.filter(person=person) | Mandate.objects.filter(agent=person)
    return {
        "members.User": User.objects.filter(pk=person.pk),
        "account.EmailAddress": EmailAddress.objects.filter(user=person).order_by("pk"),
        "mfa.Authenticator": Authenticator.objects.filter(user=person).order_by("pk"),
        "socialaccount.SocialAccount": SocialAccount.objects.filter(user=person).order_by("pk"),
        "usersessions.UserSession": UserSession.objects.filter(user=person).order_by("pk"),
        "members.Membership": person.memberships.select_related("neighbourhood", "buurt", "employer").order_by("pk"),
        "members.Employment": Employment.objects.filter(user=person).select_related("organisation").order_by("pk"),
        "members.Posting": person.postings.select_related("municipality").order_by("pk"),
        "members.Departure": person.departures.order_by("pk"),
        "members.Mandate": mandates.order_by("pk"),
        "members.Claim": person.claims.order_by("pk"),
        "members.Merge": person.absorbed.order_by("pk"),
        "journal.Entry": Entry.objects.within(EVERYWHERE, reason="what they did").filter(actor=person).order_by("pk"),
        "admin.LogEntry": LogEntry.objects.filter(user=person).order_by("pk"),
    }
