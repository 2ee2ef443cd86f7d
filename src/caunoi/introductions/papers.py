"""One page for a university's desk: who asks what for, who pays, who uses the result."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from caunoi.introductions.models import Introduction
from caunoi.organisations.queries import the_register


def security_page(introduction: Introduction) -> str:
    """The page as HTML, in the reader's language; it names this expert and no other person."""
    context = {
        "introduction": introduction,
        "security": introduction.security,
        "register": the_register(),
        "made_on": timezone.localdate(),
        "language": get_language(),
    }
    return render_to_string("introductions/security_pdf.html", context)


def security_pdf(introduction: Introduction) -> bytes:
    """Raises OSError where the machine lacks the library that lays out pages (Pango)."""
    # Here and not above: it takes a second to load and is needed once in a while.
    from weasyprint import HTML

    made: bytes = HTML(string=security_page(introduction)).write_pdf()
    return made
