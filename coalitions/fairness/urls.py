"""Under the wijk's slug."""

from django.urls import path

from coalitions.fairness import dividing, views

app_name = "fairness"
urlpatterns = [
    path("eerlijk/", views.fairness, name="page"),
    path("werkt-het/", views.acceptance, name="acceptance"),
    path("zo-verdelen-wij/", dividing.dividing, name="dividing"),
]
