"""Aanbod: nouns, in Dutch, under the wijk's slug."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from offers import confirming, phoning, views


class VerbConverter(StringConverter):
    regex = "|".join(views.VERBS)


register_converter(VerbConverter, "offer_verb")

app_name = "offers"
urlpatterns = [
    path("aanbod/", views.offers, name="list"),
    path("aanbod/nieuw/", views.new, name="new"),
    path("aanbod/aan-de-telefoon/", phoning.phone, name="phone"),
    path("aanbod/bedankt/", confirming.sent, name="thanks"),
    path("aanbod/<int:pk>/", views.offer, name="detail"),
    path("aanbod/<int:pk>/onderwerp/", confirming.concepts, name="concepts"),
    path("aanbod/<int:pk>/wijzigen/", views.rewrite, name="rewrite"),
    path("aanbod/<int:pk>/<offer_verb:verb>/", views.change, name="change"),
]
