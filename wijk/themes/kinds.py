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
