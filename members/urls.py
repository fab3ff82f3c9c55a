"""Getting in without a mailbox, the fresh proof before a big step, and staying in."""

from django.urls import path

from members import views
from members.signing import proving

app_name = "members"
urlpatterns = [
    path("code-van-papier/", views.claim, name="claim"),
    path("bent-u-het/", proving.sudo, name="sudo"),
    path("blijven/", proving.stay, name="stay"),
]
