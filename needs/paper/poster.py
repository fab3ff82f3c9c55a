"""The poster: what one may ask, what neighbours offer, the number to call, and strips to tear off."""

from typing import Any

from django.utils.translation import gettext as _

from needs.asking.questions import ASKED_IN_ORDER, KIND_HINTS
from needs.paper.desk import desk
from needs.paper.typesetting import typeset
from offers.models import Offer
from wijk.places.models import Neighbourhood
from wijk.themes.kinds import Kind

SHOWN = 5  # lines in a column
STRIPS = 8


def poster(wijk: Neighbourhood) -> bytes:
    offers = Offer.objects.within(wijk, reason="public offers on the poster").standing()
    titles = list(offers.exclude(person=None).order_by("-registered_at").values_list("title", flat=True)[:SHOWN])
    kinds = [kind for kind in ASKED_IN_ORDER if kind not in (Kind.OTHER, Kind.JOIN)]
    data: dict[str, Any] = {
        **desk(wijk),
        "title": _("Poster: Hulp nodig? Of een uurtje over?"),
        "headline": [_("Hulp nodig?"), _("Of een uurtje over?")],
        "lead": _("Buren helpen buren, dichtbij en zonder gedoe."),
        "asks": _("Dit kunt u vragen"),
        "kinds": [[str(kind.label), str(KIND_HINTS[kind])] for kind in kinds],
        "gives": _("Dit bieden buren aan"),
        "offers": titles,
        "no_offers": _("Vertel ons wat u graag doet. Klein is ook goed."),
        "person": _("Bel gerust. U krijgt een mens aan de lijn."),
        "walk_in": _("Of kom langs:"),
        "costs": _("U betaalt niets voor de hulp. Soms betaalt u kosten, zoals benzine. U hoeft geen lid te zijn."),
        "strip": _("Buren helpen buren"),
        "strips": STRIPS,
    }
    return typeset("poster", data)
