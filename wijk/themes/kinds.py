"""What kind of thing it is: asked first, because it tells more than a theme does (measured on real texts)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """In the asker's words; `GIVEN` has the giver's."""

    HELP = "help", _("Iemand die iets voor mij doet")
    GOODS = "goods", _("Iets lenen of krijgen")
    TOGETHER = "together", _("Samen iets doen")
    ADVICE = "advice", _("Hulp bij brief, geld of computer")
    SPACE = "space", _("Een ruimte")
    JOIN = "join", _("Ik wil meedoen")
    OTHER = "other", _("Past er niet bij")


GIVEN = {
    Kind.HELP: _("Iets doen voor een ander"),
    Kind.GOODS: _("Iets uitlenen of weggeven"),
    Kind.TOGETHER: _("Samen iets doen"),
    Kind.ADVICE: _("Helpen bij brief, geld of computer"),
    Kind.SPACE: _("Een ruimte geven"),
    Kind.JOIN: _("Mensen laten meedoen"),
}
EXAMPLES = {  # one line under each answer, for who asks
    Kind.HELP: _("Een klus, een rit, boodschappen of oppas"),
    Kind.GOODS: _("Gereedschap, een rolstoel, een bed"),
    Kind.TOGETHER: _("Een praatje, eten, wandelen of een spel"),
    Kind.ADVICE: _("Iemand die het samen met u doet"),
    Kind.SPACE: _("Om te vergaderen, te koken of te werken"),
    Kind.JOIN: _("Vrijwilligerswerk, een groep of een idee"),
    Kind.OTHER: _("De buurtverbinder denkt met u mee"),
}
GIVEN_EXAMPLES = {  # and for who gives
    Kind.HELP: _("U doet een klus, rijdt, of past op"),
    Kind.GOODS: _("Uw ladder, een kinderstoel, een bank"),
    Kind.TOGETHER: _("U wandelt, eet of kaart met iemand"),
    Kind.ADVICE: _("U kijkt mee naar een formulier"),
    Kind.SPACE: _("Uw zaaltje, keuken of werkplaats"),
    Kind.JOIN: _("Uw groep zoekt mensen"),
}
