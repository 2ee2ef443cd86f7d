"""One's own saved filters, for any list.

    {% load saved_filters %}{% saved_filters %}

Put it into the results of a list, so that it knows what the list is narrowed to now.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from caunoi.accounts.viewers import viewer_of
from caunoi.search import queries
from caunoi.search.forms import query_to_keep

register = template.Library()


@register.inclusion_tag("search/parts/saved_filters.html", takes_context=True)
def saved_filters(context: Context) -> dict[str, Any]:
    request = context["request"]
    page, query = request.resolver_match.view_name, query_to_keep(request.GET)
    saved = list(queries.saved_filters(viewer_of(request), page))
    return {
        "saved": saved,
        "page_name": page,
        "query": query,
        "current": next((one for one in saved if one.query == query), None),
        "csrf_token": context.get("csrf_token"),
    }
