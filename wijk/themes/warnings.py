"""Why a text was read as danger or as work for a professional: the words that the coordinator sees."""

from django.utils.translation import gettext_lazy as _

WARNINGS = {
    "suicide": _("Iemand wil misschien niet meer leven"),
    "violence": _("Er is misschien geweld of dreiging"),
    "child": _("Een kind is misschien in gevaar"),
    "fire": _("Er is misschien brand of gas"),
    "body": _("Iemand heeft misschien nu een dokter nodig"),
    "psychosis": _("Iemand ziet, hoort of gelooft misschien dingen die er niet zijn"),
    "missing": _("Iemand is misschien vermist"),
    "landlord": _("De verhuurder moet dit repareren"),
    "personal care": _("Dit is lijfelijke zorg"),
    "medicines": _("Dit gaat over medicijnen geven"),
    "lifting": _("Dit gaat over een mens tillen"),
    "debts": _("Er is beslag, ontruiming of afsluiting"),
    "confusion": _("Iemand is misschien in de war"),
    "neglect": _("Iemand zorgt misschien niet meer voor zichzelf"),
    "children": _("Kinderen zijn misschien niet veilig"),
    "shelter": _("Iemand heeft vannacht geen slaapplek"),
}
