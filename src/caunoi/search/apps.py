from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "caunoi.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from caunoi.search.kinds import (
            events,
            experts,
            organisations,
            projects,
            proposals,
            register_kind,
            works,
        )

        for noun in (experts, works, organisations, projects, proposals, events):
            register_kind(noun.KIND)
