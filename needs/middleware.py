"""Who harvests gets a page that says stop. The view's transaction is over and undone; the alert has one of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from needs import braking


class BrakeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, braking.TooMany):
            return None
        braking.alert(problem)
        return render(request, "needs/brake.html", {"limit": braking.LIMIT}, status=429)
