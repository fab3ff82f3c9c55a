"""The roof: every floor under its Dutch path. A wijk's pages start with its slug."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # no password, and a second factor

urlpatterns = [
    path("", include("wijk.places.urls")),
    path("toegang/", include("members.urls")),
    path("toegang/", include("members.account_urls")),
    path("", include("members.notices.urls")),
    path("beheer/cijfers/", include("coalitions.figures.urls")),
    path("beheer/noodtoegang/", include("needs.glass_urls")),
    path("beheer/", admin.site.urls),
    path("partner/", include("coalitions.dashboard.partner_urls")),
    path("", include("wijk.pages.urls")),
    path("<slug:wijk>/", include("offers.urls")),
    path("<slug:wijk>/", include("needs.urls")),
    path("<slug:wijk>/", include("needs.vocabulary.urls")),
    path("<slug:wijk>/", include("coalitions.urls")),
]
