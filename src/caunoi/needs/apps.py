from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "caunoi.needs"
    label = "needs"
    verbose_name = _("Needs")

    def ready(self) -> None:
        from caunoi.needs.searchable import KIND
        from caunoi.search.kinds import register_kind

        register_kind(KIND)
