"""The neighbourhood of the request, for every template."""

from typing import Any

from django.http import HttpRequest


def neighbourhood(request: HttpRequest) -> dict[str, Any]:
    return {"wijk": getattr(request, "neighbourhood", None)}
