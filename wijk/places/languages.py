"""In which words a page or a mail speaks: the reader's language, and in Dutch the wijk's own "u" or "je".

Django knows Dutch with "je" as the language `nl-je`; a browser or a screen reader is told that it is Dutch.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from wijk.places.models import Neighbourhood

COOKIE = "taal"
INFORMAL = "nl-je"


def known(language: str | None) -> str:
    """This language when we have it, otherwise Dutch."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def tag(language: str | None) -> str:
    """What HTML, HTTP and a person's row call a language: 'nl' for both ways of Dutch."""
    return known("nl" if language == INFORMAL else language)


def spoken(language: str | None, neighbourhood: Neighbourhood | None) -> str:
    """The language to activate for somebody who reads `language`, in what belongs to this wijk (or to none)."""
    words = known(language)
    says_je = neighbourhood is not None and neighbourhood.address_form == Neighbourhood.AddressForm.JE
    return INFORMAL if words == "nl" and says_je else words


def chosen(request: HttpRequest) -> str:
    """What the visitor chose in this browser; '' for nothing. The browser's own preference is never asked."""
    cookie = request.COOKIES.get(COOKIE, "")
    return cookie if cookie in dict(settings.LANGUAGES) else ""


def read_by(request: HttpRequest) -> str:
    """What was chosen here comes first, then what this person chose elsewhere."""
    person: Any = getattr(request, "user", None)
    return chosen(request) or (person.language if person is not None and person.is_authenticated else "")
