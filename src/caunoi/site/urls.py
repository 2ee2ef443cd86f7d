"""Every address of the site, app by app."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("caunoi.desk.urls")),
    path("accounts/", include("caunoi.accounts.urls")),
    path("people/", include("caunoi.people.urls")),
    path("organisations/", include("caunoi.organisations.urls")),
    path("events/", include("caunoi.events.urls")),
    path("projects/", include("caunoi.programmes.urls")),
    # Before the officers' pages of the same noun: it is open to everybody.
    path("proposals/send/", include("caunoi.self_service.submitting_urls")),
    path("proposals/", include("caunoi.proposals.urls")),
    path("works/", include("caunoi.works.urls")),
    path("search/", include("caunoi.search.urls")),
    path("needs/", include("caunoi.needs.urls")),
    path("letters/", include("caunoi.messages.urls")),
    path("me/", include("caunoi.self_service.urls")),
    path("partner/", include("caunoi.partners.urls")),
    path("answers/", include("caunoi.answers.urls")),
    path("seminars/", include("caunoi.seminars.urls")),
    path("s/", include("caunoi.seminars.public_urls")),
    path("introductions/", include("caunoi.introductions.urls")),
    path("data-protection/", include("caunoi.rights.urls")),
    path("sectors/", include("caunoi.landscape.urls")),
    path("imports/", include("caunoi.imports.urls")),
    path("jobs/", include("caunoi.jobs.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
