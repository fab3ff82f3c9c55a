"""The rooms of this floor, each with its own addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("coalitions.dashboard.urls")),
    path("", include("coalitions.fairness.urls")),
    path("", include("coalitions.figures.public_urls")),
]
