from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "caunoi.organisations"
    label = "organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        from caunoi.accounts.services import invitation_accepted
        from caunoi.organisations.representing import begin_representing

        invitation_accepted.connect(begin_representing)
