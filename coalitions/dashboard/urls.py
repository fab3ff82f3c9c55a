"""The screens that read every floor."""

from django.urls import path

from coalitions.dashboard import address, doubles, people, shares, views

app_name = "dashboard"
urlpatterns = [
    path("vandaag/", views.today, name="today"),
    path("vandaag/gebeld/<int:pk>/", views.call_done, name="call_done"),
    path("vandaag/mail/<int:pk>/opnieuw/", views.resend, name="resend"),
    path("vandaag/vertrokken/<int:pk>/", views.departed, name="departed"),
    path("vandaag/beloofd/<int:pk>/", views.promise, name="promise"),
    path("vandaag/overnemen/", views.hand_over, name="hand_over"),
    path("vragen/<str:number>/organisaties/", shares.route, name="route"),
    path("vragen/<str:number>/toestemming/", shares.consent, name="consent"),
    path("delen/<int:pk>/antwoord/", shares.answer, name="share_answer"),
    path("delen/<int:pk>/stoppen/", shares.stop, name="share_stop"),
    path("delen/<int:pk>/link/", shares.mail_link, name="share_link"),
    path("mensen/", people.people, name="people"),
    path("mensen/dubbel/", doubles.likely, name="doubles"),
    path("mensen/<int:pk>/dubbel/<int:other>/", doubles.compare, name="double"),
    path("mensen/<int:pk>/samenvoegen/<int:other>/", doubles.merge, name="merge"),
    path("mensen/<int:pk>/adres/", address.mend, name="address"),
    path("mensen/<int:pk>/rol/", people.appoint, name="appoint"),
    path("mensen/<int:pk>/code/", people.code, name="code"),
    path("mensen/<int:pk>/wijkbericht/", people.digest_again, name="digest"),
    path("rollen/<int:pk>/stoppen/", people.dismiss, name="dismiss"),
]
