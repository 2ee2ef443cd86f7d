from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "caunoi.needs"
    label = "needs"
    verbose_name = _("Needs")

    def ready(self) -> None:
        from caunoi.needs import searchable, searchable_offers
        from caunoi.search.kinds import register_kind

        register_kind(searchable.KIND)
        register_kind(searchable_offers.KIND)
