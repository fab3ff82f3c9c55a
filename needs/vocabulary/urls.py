"""The words of a wijk."""

from django.urls import path

from needs.vocabulary import views

app_name = "vocabulary"
urlpatterns = [
    path("woorden/", views.words, name="words"),
    path("woorden/<slug:code>/", views.concept, name="concept"),
]
