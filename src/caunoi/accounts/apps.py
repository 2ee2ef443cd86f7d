from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "caunoi.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from allauth.socialaccount.models import SocialAccount
        from django.db.models.signals import pre_save

        from caunoi.accounts.adapter import forget_what_it_told

        pre_save.connect(forget_what_it_told, sender=SocialAccount)
