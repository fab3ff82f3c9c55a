"""The rows of this floor, one idea a file."""

from wijk.places.models.area import Buurt, District, Figures, Municipality, Outline
from wijk.places.models.desk import Closure, OpeningHours
from wijk.places.models.neighbourhood import Neighbourhood, Step

__all__ = [
    "Buurt",
    "Closure",
    "District",
    "Figures",
    "Municipality",
    "Neighbourhood",
    "OpeningHours",
    "Outline",
    "Step",
]
