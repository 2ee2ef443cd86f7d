"""How often anybody may have the mission write a letter without a link or an account."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# Per address of the network, and per e-mail address that would be written to.
RATES: Mapping[str, str] = {
    "register": "10/h/ip,3/d/key",
    "ask_for_link": "10/h/ip,3/d/key",
    "new_address": "10/h/ip,3/d/key",
    "send": "10/h/ip,3/d/key",
    # A whole seminar shares one network.
    "sign_up": "500/h/ip,5/d/key",
    # Of one person's typing, not of letters.
    "similar": "600/h/key",
}


def may_try_again(request: HttpRequest, action: str, *, email: str) -> bool:
    """Counts this try; False where there were too many."""
    used = ratelimit.consume(
        request, app="caunoi.self_service", action=action, config=dict(RATES), key=email
    )
    return used is not None
