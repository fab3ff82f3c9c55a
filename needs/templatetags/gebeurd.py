"""A line of a need's log in plain Dutch."""

from typing import Any

from django import template

from needs.verbs import VERBS

register = template.Library()


@register.filter
def gebeurd(entry: Any) -> str:
    return str(VERBS.get(entry.verb, entry.verb))
