"""Vragen, voorstellen, nazorg: nouns, in Dutch, under the wijk's slug."""

from django.urls import path, re_path

from needs.views import (
    asking,
    bundled,
    bundles,
    choosing,
    concepts,
    followups,
    need,
    paper,
    proposals,
    referring,
    rewriting,
    work,
    work_near,
)

NUMBER = r"vragen/(?P<number>[2-9A-HJ-NP-Za-hj-np-z]{5})/"

app_name = "needs"
urlpatterns = [
    path("vragen/", work.needs, name="work"),
    path("vragen/nieuw/", asking.begin, name="ask"),
    path("vragen/nieuw/gevaar/", asking.danger, name="ask_danger"),
    path("vragen/nieuw/klopt-dit/", asking.Check.as_view(), name="ask_check"),
    path("vragen/nieuw/<slug:step>/", asking.Step.as_view(), name="ask_step"),
    path("vragen/bedankt/", asking.thanks, name="thanks"),
    path("verwijzen/", referring.refer, name="refer"),
    path("vragen/aan-de-telefoon/", work.phone, name="phone"),
    re_path(rf"^{NUMBER}$", need.detail, name="detail"),
    re_path(rf"^{NUMBER}wijzigen/$", rewriting.rewrite, name="rewrite"),
    re_path(rf"^{NUMBER}aanbod/$", choosing.offers, name="choose_offer"),
    re_path(rf"^{NUMBER}geregeld/$", choosing.arranged, name="arranged"),
    re_path(rf"^{NUMBER}contact/$", work.contact, name="contact"),
    re_path(rf"^{NUMBER}voorstellen/$", work.propose, name="propose"),
    re_path(rf"^{NUMBER}past-niet/(?P<pk>[0-9]{{1,18}})/$", work.set_aside, name="set_aside"),
    re_path(rf"^{NUMBER}nooit-samen/(?P<pk>[0-9]{{1,18}})/$", work_near.apart, name="apart"),
    re_path(rf"^{NUMBER}toch-samen/(?P<pk>[0-9]{{1,18}})/$", work_near.together, name="together"),
    re_path(rf"^{NUMBER}sluiten/$", work.close, name="close"),
    re_path(rf"^{NUMBER}heropenen/$", work.reopen, name="reopen"),
    re_path(rf"^{NUMBER}onderwerp/$", concepts.concepts, name="concepts"),
    re_path(rf"^{NUMBER}thema/$", work.theme, name="theme"),
    re_path(rf"^{NUMBER}buren/$", work.road, name="road"),
    re_path(rf"^{NUMBER}(?P<verb>{'|'.join(need.VERBS)})/$", need.change, name="change"),
    path("helpers/<int:pk>/gesproken/", work.meet, name="meet"),
    path("voorstellen/<int:pk>/", proposals.detail, name="proposal"),
    path("voorstellen/<int:pk>/antwoord/", proposals.answer, name="answer"),
    path("voorstellen/<int:pk>/gesproken/", proposals.spoken, name="spoken"),
    re_path(
        r"^voorstellen/(?P<pk>[0-9]{1,18})/(?P<verb>langer|intrekken|nooit-samen)/$",
        proposals.change,
        name="proposal_change",
    ),
    path("nazorg/<int:pk>/", followups.followup, name="followup"),
    path("samen/", bundles.bundles, name="bundles"),
    path("samen/<int:pk>/", bundles.bundle, name="bundle"),
    path("samen/<int:pk>/activiteit/", bundles.activity, name="activity"),
    re_path(r"^samen/(?P<pk>[0-9]{1,18})/(?P<verb>vragen|past-niet)/$", bundles.change, name="bundle_change"),
    path("samen/vraag/<int:pk>/", bundled.detail, name="bundled"),
    path("samen/vraag/<int:pk>/antwoord/", bundled.answer, name="bundled_answer"),
    path("samen/vraag/<int:pk>/gesproken/", bundled.spoken, name="bundled_spoken"),
    path("papier/", paper.board, name="paper"),
    path("papier/prikbord.pdf", paper.board_cards, name="paper_cards"),
    path("papier/poster.pdf", paper.public_poster, name="paper_poster"),
    path("papier/vraag.pdf", paper.empty_form, name="paper_form"),
]
