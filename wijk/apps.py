from django.apps import AppConfig


class WijkConfig(AppConfig):
    """The roof as an app: it owns no table, only commands."""

    name = "wijk"
