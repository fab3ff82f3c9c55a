"""A request inside a wijk, for the type checker: the middleware puts `neighbourhood` on it."""

from typing import Any

from django.http import HttpRequest

from wijk.places.models import Neighbourhood


class Request(HttpRequest):
    neighbourhood: Neighbourhood
    user: Any  # a User, or nobody who is logged in
