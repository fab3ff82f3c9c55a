"""The work list of a partner, over all neighbourhoods where the organisation may look."""

from django.urls import path

from coalitions.dashboard import link, own_offers, partner

app_name = "partner"
urlpatterns = [
    path("", partner.work_list, name="list"),
    path("<int:pk>/", partner.opened, name="need"),
    path("vraag/<str:token>/", link.answer, name="link"),
    path("aanbod/", own_offers.own_offers, name="offers"),
    path("aanbod/nieuw/<slug:slug>/", own_offers.new, name="offer_new"),
    path("aanbod/<int:pk>/", own_offers.change, name="offer_change"),
]
