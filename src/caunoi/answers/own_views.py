"""A person's own page of one proposal: all that became of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from caunoi.accounts.viewers import viewer_of
from caunoi.answers import queries
from caunoi.answers.wording import TITLE_OF_STEP, TONE_OF_PROGRESS, public_words
from caunoi.people.models import Person
from caunoi.proposals.models import Proposal
from caunoi.self_service.access import own_page
from caunoi.self_service.frame import frame_of


@require_safe
@own_page
def own_proposal(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    seen = Proposal.objects.visible_to(viewer).select_related("superseded_by")
    story = queries.story_of(get_object_or_404(seen, pk=pk), viewer)
    if story is None:
        raise Http404
    context = {
        **frame_of(request, person),
        "story": story,
        "proposal": story.proposal,
        "steps": [(TITLE_OF_STEP[step.kind], step) for step in story.steps],
        "tone": TONE_OF_PROGRESS[story.progress],
        "words": public_words(story.progress, get_language() or "en"),
    }
    return render(request, "answers/own_proposal.html", context)
