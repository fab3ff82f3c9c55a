"""The work list of a partner, over all neighbourhoods where the organisation may look."""

from django.urls import path

from coalitions.dashboard import partner

app_name = "partner"
urlpatterns = [path("", partner.work_list, name="list"), path("<int:pk>/", partner.opened, name="need")]
