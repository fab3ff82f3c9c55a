"""What can happen here, in words: the contract for the floors above and the lines of a need's log."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "need.registered": _("De vraag kwam binnen"),
    "need.open": _("Wij zoeken"),
    "need.proposed": _("Er is een voorstel gedaan"),
    "need.agreed": _("Allebei zeiden ja"),
    "need.aftercare": _("Wij vroegen hoe het ging"),
    "need.referred": _("Een organisatie pakt het op"),
    "need.paused": _("Even pauze"),
    "need.closed": _("Klaar"),
    "need.reopened": _("Het ging niet goed. Wij zoeken verder"),
    "need.corrected": _("Iets is verbeterd"),
    "need.rewritten": _("De vraag kreeg andere woorden"),
    "need.background_kept": _("De achtergrond is opgeschreven"),
    "share.extra_told": _("Een organisatie kreeg iets meer te horen"),
    "glass.broken": _("Technisch beheer keek mee, met een reden"),
    "need.matched": _("Het platform zocht wie er past"),
    "need.together_asked": _("Wij vroegen of het ook samen mag"),
    "need.together_answered": _("Er kwam antwoord: mag het ook samen?"),
    "need.new": _("Binnengekomen"),
}
