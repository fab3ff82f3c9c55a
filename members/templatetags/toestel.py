"""A device in plain words, out of what a browser says about itself. Not exact, and it does not have to be."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()
DEVICES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"))
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))


@register.filter
def toestel(agent: str) -> str:
    """'Mozilla/5.0 (iPhone; …) … Safari' → 'iPhone met Safari'."""
    device = next((name for word, name in DEVICES if word in agent), _("Een computer of telefoon"))
    browser = next((name for word, name in BROWSERS if word in agent), "")
    return _("%(device)s met %(browser)s") % {"device": device, "browser": browser} if browser else device
