"""Saying what a need is about: the largest lever that was measured on finding the right neighbour."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from needs import reading
from needs.models import Need
from wijk import journal
from wijk.themes import confirmed, current
from wijk.themes.analysis import analyse


@transaction.atomic
def confirm(need: Need, concepts: Iterable[str], *, by: Any) -> None:
    """From now on it is about these, and the search goes on with them. Only the coordinator and the asker may.

    The theme follows, unless a person chose one. The road stays: a person looked at it, or there was no doubt.
    """
    need.who(by)
    confirmed.keep(need, concepts, by=by)
    codes = confirmed.codes_of(need)
    need.features = analyse(need.title, need.text, current.of(need.neighbourhood), confirmed=codes).as_json()
    if not need.theme_checked:
        need.theme = reading.theme_from(codes, need.neighbourhood) or need.theme
    need.save(update_fields=["features", "theme"])
    journal.write("need.corrected", need, by=by, concepts=codes, theme=need.theme_id)


def said_of(need: Need) -> list[tuple[str, str]]:
    """(label, name of who said so, or '' for a visitor); a concept that left the thesaurus is not shown."""
    concepts = current.of(need.neighbourhood).concepts
    rows = need.confirmed.select_related("by").order_by("pk")
    return [(_(concepts[row.code].label), row.by.name if row.by else "") for row in rows if row.code in concepts]
