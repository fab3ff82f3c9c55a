"""An e-mail address on a screen where others may look over a shoulder."""

from django import template

register = template.Library()


@register.filter
def masked(address: str) -> str:
    """'ria@voorbeeld.example' → 'r•••@voorbeeld.example': enough to see a slip of the pen in the address."""
    name, at, host = str(address or "").rpartition("@")
    return f"{name[:1]}•••{at}{host}" if at else ""
