from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Mensen en organisaties")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from members.signing import limits, log

        user_logged_in.connect(limits.begin, dispatch_uid="members.limits")
        log.listen()
