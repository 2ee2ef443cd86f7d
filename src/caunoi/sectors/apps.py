from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SectorsConfig(AppConfig):
    name = "caunoi.sectors"
    label = "sectors"
    verbose_name = _("Sectors")

    def ready(self) -> None:
        from caunoi.sectors.services import sync_sectors

        post_migrate.connect(sync_sectors, sender=self)
