"""Noodtoegang: beside the admin, over all wijken."""

from django.urls import path

from needs.views import glass

app_name = "glass"
urlpatterns = [path("", glass.glasses, name="list"), path("<int:pk>/", glass.opened, name="need")]
