"""The roof's own pages."""

from django.urls import path

from wijk.pages import language, looks, views

app_name = "pages"
urlpatterns = [
    path("taal/", language.choose, name="language"),
    path("mijn/", views.start, name="start"),
    path("<slug:wijk>/", views.home, name="home"),
    path("<slug:wijk>/mijn/", views.mine, name="mine"),
    path("<slug:wijk>/mijn/wie-keek-mee/", looks.looks, name="looks"),
    path("<slug:wijk>/mijn/wijkbericht/", views.digest, name="digest"),
]
