"""For everybody, below the wijk's slug."""

from django.urls import path

from coalitions.figures import public

app_name = "our_figures"
urlpatterns = [path("cijfers/", public.our_figures, name="page")]
