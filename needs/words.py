"""A need in words, as the pages say it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from needs.haste import Haste
from wijk.places.templatetags.dutch import datum

if TYPE_CHECKING:
    from needs.models import Need


def when(need: "Need") -> str:
    """'Dinsdag 1 december', 'Deze week', 'Het heeft geen haast'."""
    if need.haste == Haste.DAY and need.on_day:
        return datum(need.on_day).capitalize()
    return need.get_haste_display() or _("Het heeft geen haast")
