"""Addresses that stand in mails."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from members.notices import views

app_name = "notices"
urlpatterns = [
    path("antwoord/<str:token>/", views.answer, name="answer"),
    # RFC 8058: the mail program posts here by itself, without cookies; the signed token is what proves it.
    path("wijkbericht/stop/<str:token>/", csrf_exempt(views.stop), name="stop"),
]
