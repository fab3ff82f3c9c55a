from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "wijk.places"
    verbose_name = _("Plaatsen")

    def ready(self) -> None:
        from wijk.places import checks  # noqa: F401 -- it registers itself
