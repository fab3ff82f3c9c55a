"""Beside the admin, for the same people."""

from django.urls import path

from coalitions.figures import views

app_name = "figures"
urlpatterns = [path("", views.figures, name="page"), path("cijfers.csv", views.as_csv, name="csv")]
