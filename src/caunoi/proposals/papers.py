"""Papers handed in with a proposal: which kinds, how large, and none with a secrecy stamp.

The kind is told by the content and not by the name. Paragraphs of a letter are looked through for
stamps before anything is kept; of a picture or PDF only the name can be.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from caunoi.proposals.models import ProposalFile
from caunoi.sources.models import Attachment
from caunoi.sources.services import delete_unused_files
from trithuc.importers.spreadsheet.secrecy import first_secrecy_stamp

LARGEST = 10 * 1024 * 1024
MOST_FILES = 5
ACCEPTED = ".pdf,.docx,.odt,.png,.jpg,.jpeg"
# Where a letter of each kind keeps its words; headers and footers carry stamps as well.
_PARTS_WITH_WORDS = re.compile(
    r"(word/(document|header\d*|footer\d*|footnotes)|content|styles)\.xml"
)
_END_OF_PARAGRAPH = re.compile(r"</(?:w:p|text:p|text:h|table:table-cell)>")
_TAG = re.compile(r"<[^>]*>")
# Unpacked; a letter's words are rarely a hundredth of it.
_LARGEST_UNPACKED = 20 * 1024 * 1024


def check_paper(file: UploadedFile) -> None:
    """Raises ValidationError with a sentence that says what to do."""
    if (file.size or 0) > LARGEST:
        raise ValidationError(_("This file is too large: at most 10 MB are kept."))
    head = _head(file)
    is_letter = head[:4] == b"PK\x03\x04"
    if not is_letter and not _is_known(head):
        raise ValidationError(
            _("Only PDF, DOCX, ODT, PNG and JPEG files are taken. Save it as one of these.")
        )
    words = [*_name_in_words(file.name or ""), *(_paragraphs(file) if is_letter else ())]
    if first_secrecy_stamp(words) is not None:
        raise ValidationError(
            _("This file carries a secrecy stamp. It was refused and nothing of it was kept.")
        )


def check_words(text: str) -> None:
    """The same for what is typed: a line that is a stamp and nothing else."""
    if first_secrecy_stamp(text.splitlines()) is not None:
        raise ValidationError(
            _("This text carries a secrecy stamp. State secrets must not be put here.")
        )


def forget_bytes(instance: ProposalFile, **_signal: Any) -> None:
    """However its row goes, erasure included, the paper goes with it."""
    delete_unused_files(Attachment.objects.filter(pk=instance.attachment_id))


def _head(file: UploadedFile) -> bytes:
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    return head


def _is_known(head: bytes) -> bool:
    is_pdf = b"%PDF-" in head
    return is_pdf or head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))


def _name_in_words(name: str) -> list[str]:
    stem = Path(name).stem
    return [stem, *re.split(r"[_\-.]+", stem)]


def _paragraphs(file: UploadedFile) -> Iterator[str]:
    try:
        with zipfile.ZipFile(file) as letter:
            _check_is_letter(letter)
            yield from _words_of(letter)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise ValidationError(_("This file cannot be read: it is damaged or locked.")) from error
    finally:
        file.seek(0)


def _check_is_letter(letter: zipfile.ZipFile) -> None:
    if not {"word/document.xml", "content.xml"} & set(letter.namelist()):
        raise ValidationError(
            _("Only PDF, DOCX, ODT, PNG and JPEG files are taken. Save it as one of these.")
        )


def _words_of(letter: zipfile.ZipFile) -> Iterator[str]:
    left = _LARGEST_UNPACKED
    for name in letter.namelist():
        if not _PARTS_WITH_WORDS.fullmatch(name):
            continue
        with letter.open(name) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise ValidationError(_("This file is too large: at most 10 MB are kept."))
        for paragraph in _END_OF_PARAGRAPH.split(content.decode("utf-8", "replace")):
            yield html.unescape(_TAG.sub("", paragraph)).strip()
