"""Which organisations have a seat that fits: what the form below names with a tick box each. And the other way."""

from django.db.models import Q, QuerySet

from coalitions.models import Seat
from members.models import Organisation
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

MOST = 6  # boxes on one page; more is a wall


def organisations_for(neighbourhood: Neighbourhood, theme: Theme | None) -> list[Organisation]:
    """Organisations that sit in this coalition for the theme, or for every theme; by name, at most six."""
    seats = Seat.objects.within(neighbourhood, reason="who sits in a coalition is public").current()
    fitting = seats.filter(Q(theme=None) | Q(theme=theme)) if theme else seats.filter(theme=None)
    return list(Organisation.objects.filter(pk__in=fitting.values("organisation")).order_by("name")[:MOST])


def wijken_of(*organisations: Organisation) -> QuerySet[Neighbourhood]:
    """The neighbourhoods where one of these organisations has a seat, by name."""
    seats = Seat.objects.within(EVERYWHERE, reason="the neighbourhoods where an organisation has a seat").current()
    here = seats.filter(organisation__in=organisations).values("coalition__neighbourhood")
    return Neighbourhood.objects.filter(pk__in=here).order_by("name")
