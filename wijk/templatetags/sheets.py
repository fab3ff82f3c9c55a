"""`{% sheets work as names %}`: the style sheets that a page links."""

from django import template

from wijk import sheets as known

register = template.Library()


@register.simple_tag
def sheets(work: bool = False) -> list[str]:
    return known.sheets(bool(work))
