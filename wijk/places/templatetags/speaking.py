"""The language of the page, and the others that it may be read in."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from wijk.places.languages import tag

register = template.Library()


@register.simple_tag
def page_language() -> str:
    """For `<html lang>`: 'nl', whether the wijk says "u" or "je"."""
    return tag(get_language())


@register.simple_tag
def other_languages() -> list[tuple[str, str]]:
    """(code, its own name for itself) of every language but that of the page."""
    return [(code, str(name)) for code, name in settings.LANGUAGES if code != tag(get_language())]
