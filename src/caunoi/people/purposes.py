"""What a person can say yes to, one yes at a time.

A yes to one purpose is never read as a yes to another. `profile` is the yes without which no
profile exists; the others are the purposes of the design's section 2.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    PROFILE = "profile", _("be in the register with a profile")
    CONTACT = "contact", _("be contacted by the mission")
    EVENTS = "events", _("be invited to events")
    MATCHING = "matching", _("be matched to needs automatically")
    UNIVERSITIES = "universities", _("be shown to universities and institutes in Viet Nam")
    FIRMS = "firms", _("be shown to firms in Viet Nam")
    MINISTRIES = "ministries", _("be shown to ministries in Viet Nam")
    NETWORK = "network", _("be shown to a network")
    OTHER_MISSION = "other_mission", _("be shown to another mission")
    REPORTS = "reports", _("be named in reports home")
    PUBLIC = "public", _("be shown publicly")
    INTRODUCE = "introduce", _("introduce others")


# Purposes under which someone outside the mission may be shown the person.
DISCLOSURES_BY_ORGANISATION_KIND = {
    "education": Purpose.UNIVERSITIES,
    "facility": Purpose.UNIVERSITIES,
    "company": Purpose.FIRMS,
    "government": Purpose.MINISTRIES,
}
NEEDS_A_NAMED_RECIPIENT = frozenset({Purpose.NETWORK, Purpose.OTHER_MISSION})

CONSENT_LASTS_DAYS = 730
# What is confirmed once a year is marked as stale after that.
CONFIRMED_FOR_DAYS = 365
# How often someone may be asked for help in a year, unless they say otherwise.
REQUESTS_A_YEAR = 4
PARTICIPANT_KEPT_DAYS = 60
