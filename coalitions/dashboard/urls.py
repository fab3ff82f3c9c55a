"""The screens that read every floor."""

from django.urls import path

from coalitions.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("vandaag/", views.today, name="today"),
    path("vandaag/gebeld/<int:pk>/", views.call_done, name="call_done"),
    path("vandaag/vertrokken/<int:pk>/", views.departed, name="departed"),
]
