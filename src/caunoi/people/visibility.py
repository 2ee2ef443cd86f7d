"""Who may see whom: the one rule every list, search, match, export and feed of people goes through.

Officers see everyone; administrators, who keep accounts, see nobody. Everyone else sees only
experts whose yes covers the viewer's own organisation and who do not want to be asked each time
before being named. Participants and office-holders are never shown outside the mission.
"""

from __future__ import annotations

import datetime

from django.db.models import Q

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation
from caunoi.people.purposes import DISCLOSURES_BY_ORGANISATION_KIND, Purpose


def consent_in_force(on: datetime.date) -> Q:
    """The condition on Consent that holds while it may be acted upon."""
    return Q(withdrawn_on__isnull=True, given_on__lte=on) & (
        Q(expires_on__isnull=True) | Q(expires_on__gt=on)
    )


def covering_consents(viewer: Viewer) -> Q:
    """The condition on Consent that holds for a yes to being shown to `viewer`."""
    covering = Q(purpose=Purpose.PUBLIC)
    if viewer.organisation_ids:
        to_a_named_body = Q(purpose__in=[Purpose.NETWORK, Purpose.OTHER_MISSION])
        covering |= to_a_named_body & Q(recipient__in=viewer.organisation_ids)
        covering |= Q(purpose__in=_purposes_of_own_organisations(viewer))
    return covering


def _purposes_of_own_organisations(viewer: Viewer) -> set[Purpose]:
    kinds = Organisation.objects.filter(pk__in=viewer.organisation_ids).values_list(
        "kinds", flat=True
    )
    return {
        DISCLOSURES_BY_ORGANISATION_KIND[kind]
        for kinds_of_one in kinds
        for kind in kinds_of_one
        if kind in DISCLOSURES_BY_ORGANISATION_KIND
    }
