"""Handing out the files the register keeps.

Reach for it in a view that has asked who is looking; nobody gets a file by its address alone.
"""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from caunoi.sources.models import Attachment


def file_response(attachment: Attachment) -> FileResponse:
    """The file to save and never to open in place: it is a stranger's."""
    try:
        stream = attachment.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404(_("The file is no longer kept.")) from gone
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=attachment.name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
