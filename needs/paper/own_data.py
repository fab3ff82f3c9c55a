"""One's own data as a booklet to read: what stands in the export, without what only a machine reads."""

from typing import Any

from django.utils.translation import gettext as _

from needs.paper.desk import desk
from needs.paper.typesetting import typeset
from wijk.places.models import Neighbourhood

MACHINE = ("journal.Entry", "admin.LogEntry", "notices.Notice", "notices.Subscription")  # codes and moments only


def own_data(name: str, found: list[dict[str, Any]], wijk: Neighbourhood) -> bytes:
    """`found` as `members.rights.export` gives it."""
    parts = [_part(part) for part in found if part["model"] not in MACHINE]
    counted = [f"{part['heading']}: {len(part['rows'])}" for part in found if part["model"] in MACHINE]
    return typeset(
        "own_data",
        {
            **desk(wijk),
            "title": _("Uw gegevens"),
            "name": name,
            "lead": _("Dit is alles wat wij over u bewaren. Er staat niets in over andere mensen."),
            "wrong": _("Klopt iets niet? Bel ons. Wij maken het goed."),
            "parts": parts,
            "rest_title": _("Wat er nog meer is"),
            "rest_lead": _("Hiervan bewaren wij alleen wat en wanneer. De regels staan in het bestand."),
            "rest": counted,
        },
    )


def _part(part: dict[str, Any]) -> dict[str, Any]:
    rows = [[[cell["label"], cell["words"]] for cell in row if cell["words"]] for row in part["rows"]]
    return {"heading": part["heading"], "rows": rows}
