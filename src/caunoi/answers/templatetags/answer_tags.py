"""What becomes of a proposal, beside the pages of proposals themselves."""

from __future__ import annotations

from django import template

from caunoi.accounts.viewers import viewer_of
from caunoi.answers.officer_views import routing_row
from caunoi.answers.queries import Dealing, dealing_with, survivor_of
from caunoi.answers.wording import TONE_OF_PROGRESS
from caunoi.proposals.models import Progress, Proposal

register = template.Library()


@register.simple_tag(takes_context=True)
def dealing_of(context: template.Context, proposal: Proposal) -> Dealing | None:
    """None for whoever is no officer."""
    return dealing_with(survivor_of(proposal), viewer_of(context["request"]))


@register.filter
def tone_of_progress(proposal: Proposal) -> str:
    return TONE_OF_PROGRESS[Progress(proposal.progress)]


register.filter("routing_row", routing_row)
