"""Logging in: only allauth's pages that we use. No password exists here, so neither do its pages."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from members.signing import views as own

ask = login_not_required(RedirectView.as_view(pattern_name="places:choose"))
urlpatterns = [
    path("", own.RequestLoginCode.as_view(), name="account_request_login_code"),
    path("", own.RequestLoginCode.as_view(), name="account_login"),
    path("typ-uw-code/", own.ConfirmLoginCode.as_view(), name="account_confirm_login_code"),
    path("adres-nakijken/", own.ConfirmAddress.as_view(), name="account_email_verification_sent"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("gesloten/", views.account_inactive, name="account_inactive"),
    path("beginnen/", ask, name="account_signup"),  # one begins by asking or offering something in a wijk
]
