"""Cards for the notice board: what is asked, in which buurt, and whom to call. Nobody's name.

On the board comes only a need whose asker said yes to it, that neighbours may see, that is still searched for and not
past its date. A title that names somebody stays off: the board hangs where everybody reads.
"""

import re
from typing import Any

from django.utils.translation import gettext as _

from needs import words
from needs.models import Need
from needs.paper.desk import desk
from needs.paper.typesetting import showable, typeset
from wijk.places.models import Neighbourhood

REACHES = re.compile(r"\w@\w|(?:\d[\s.-]?){8,}")  # an address, or so many figures that it is a number to call
LONGEST_PARTICLE = 3  # "van" and "der" name nobody


def for_the_board(person: Any, wijk: Neighbourhood) -> list[Need]:
    """Needs that may hang there, as far as `person` may see them; oldest first."""
    rows = Need.objects.visible_to(person).filter(neighbourhood=wijk, on_board=True).matchable()
    return list(rows.select_related("asker", "buurt").order_by("registered_at"))


def names_somebody(need: Need) -> bool:
    """Whether the title holds a part of a name that we know, an address or a number."""
    said = set(re.findall(r"\w+", need.title.casefold()))
    names = set(re.findall(r"\w+", f"{need.asker.name} {need.other_name}".casefold()))
    return bool(REACHES.search(need.title)) or any(part in said for part in names if len(part) > LONGEST_PARTICLE)


def cards(needs: list[Need], wijk: Neighbourhood) -> bytes:
    """The PDF: four cards on an A4, with lines to cut along."""
    known = desk(wijk)
    data = {
        **known,
        "title": _("Kaarten voor het prikbord"),
        "asks": _("Wie helpt even?"),
        "call": _("Bel de buurtverbinder"),
        "say": _("Noem dit nummer:"),
        "cards": [_card(need) for need in needs if not names_somebody(need)],
        "none": _("Er is nu geen vraag voor het prikbord."),
    }
    return typeset("cards", data)


def _card(need: Need) -> dict[str, str]:
    buurt = need.buurt.name if need.buurt else ""
    return {
        "title": showable(need.title) or str(need.get_kind_display()),
        "where": _("In de buurt %(name)s") % {"name": buurt} if buurt else _("In de wijk"),
        "when": words.when(need),
        "number": str(need),
    }
