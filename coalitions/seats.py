"""Which organisations have a seat that fits: what the form below names with a tick box each."""

from django.db.models import Q

from coalitions.models import Seat
from members.models import Organisation
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

MOST = 6  # boxes on one page; more is a wall


def organisations_for(neighbourhood: Neighbourhood, theme: Theme | None) -> list[Organisation]:
    """Organisations that sit in this coalition for the theme, or for every theme; by name, at most six."""
    seats = Seat.objects.within(neighbourhood, reason="who sits in a coalition is public").current()
    fitting = seats.filter(Q(theme=None) | Q(theme=theme)) if theme else seats.filter(theme=None)
    return list(Organisation.objects.filter(pk__in=fitting.values("organisation")).order_by("name")[:MOST])
