"""Getting in without a mailbox: the code that the coordinator hands over."""

from django.urls import path

from members import views

app_name = "members"
urlpatterns = [path("code-van-papier/", views.claim, name="claim")]
