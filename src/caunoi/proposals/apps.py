from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "caunoi.proposals"
    label = "proposals"
    verbose_name = _("Proposals")

    def ready(self) -> None:
        from caunoi.proposals.models import ProposalFile
        from caunoi.proposals.papers import forget_bytes

        post_delete.connect(forget_bytes, sender=ProposalFile)
