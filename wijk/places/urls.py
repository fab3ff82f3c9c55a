"""The front door of the site: in which wijk do you live?"""

from django.urls import path

from wijk.places import views

app_name = "places"
urlpatterns = [path("", views.choose, name="choose")]
