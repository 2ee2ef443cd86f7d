from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "caunoi.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from caunoi.people.services import sync_consent_texts

        post_migrate.connect(sync_consent_texts, sender=self)
