"""Logging in: only allauth's pages that we use. No password exists here, so neither do its pages."""

from allauth.account import views
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as gemeente
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from members.signing import locks
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
    path("apparaten/", sessions.list_usersessions, name="usersessions_list"),
    path("tweede-stap/", locks.SecondStep.as_view(), name="mfa_authenticate"),
    path("slot/", locks.Locks.as_view(), name="mfa_index"),
    path("slot/app/", locks.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("slot/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("slot/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("slot/passkeys/nieuw/", locks.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("slot/passkeys/<int:pk>/weg/", locks.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("slot/reservecodes/", spare.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("slot/reservecodes/nieuw/", spare.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("bent-u-het/passkey/", locks.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("bent-u-het/eerst/", RedirectView.as_view(pattern_name="members:sudo"), name="account_reauthenticate"),
    path("gemeente/<slug:provider_id>/", gemeente.login, name="openid_connect_login"),
    path("gemeente/<slug:provider_id>/terug/", gemeente.callback, name="openid_connect_callback"),
    path("passkey/", locks.PasskeyPage.as_view(), name="passkey"),
    path("passkey/inloggen/", locks.PasskeyLogin.as_view(), name="mfa_login_webauthn"),
]
