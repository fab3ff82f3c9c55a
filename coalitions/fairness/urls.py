"""Under the wijk's slug."""

from django.urls import path

from coalitions.fairness import views

app_name = "fairness"
urlpatterns = [
    path("eerlijk/", views.fairness, name="page"),
    path("werkt-het/", views.acceptance, name="acceptance"),
]
