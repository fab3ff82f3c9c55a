"""The roof's own pages."""

from django.urls import path

from wijk.pages import language, looks, mandates, rights, views

app_name = "pages"
urlpatterns = [
    path("taal/", language.choose, name="language"),
    path("mijn/", views.start, name="start"),
    path("<slug:wijk>/", views.home, name="home"),
    path("<slug:wijk>/mijn/", views.mine, name="mine"),
    path("<slug:wijk>/mijn/wie-keek-mee/", looks.looks, name="looks"),
    path("<slug:wijk>/mijn/wijkbericht/", views.digest, name="digest"),
    path("<slug:wijk>/mijn/helpers/", mandates.own, name="mandates"),
    path("<slug:wijk>/mijn/helpers/<int:pk>/stoppen/", mandates.end, name="mandate_end"),
    path("<slug:wijk>/mijn/helpers/<int:pk>/vragen/", mandates.ask, name="mandate_ask"),
    path("<slug:wijk>/mensen/<int:pk>/helpers/", mandates.of_person, name="person_mandates"),
    path("<slug:wijk>/mijn/gegevens/", rights.own, name="own_data"),
    path("<slug:wijk>/mijn/gegevens/klaarzetten/", rights.prepare, name="own_data_prepare"),
    path("<slug:wijk>/mijn/gegevens/<str:token>/gegevens.<str:form>", rights.take, name="own_data_take"),
    path("<slug:wijk>/mijn/gegevens/wissen/", rights.wipe, name="wipe"),
    path("<slug:wijk>/mensen/<int:pk>/gegevens/", rights.of_person, name="person_data"),
    path("<slug:wijk>/mensen/<int:pk>/gegevens/papier/", rights.print_for, name="person_print"),
    path("<slug:wijk>/mensen/<int:pk>/gegevens/wissen/", rights.wipe_for, name="person_wipe"),
]
