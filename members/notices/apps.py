from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "members.notices"
    label = "notices"
    verbose_name = _("Berichten")

    def ready(self) -> None:
        autodiscover_modules("telling")
