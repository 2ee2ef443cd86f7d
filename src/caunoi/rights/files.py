"""Finding a person in the files of the data folder, and taking that away.

The database's own folder, the index and the files of the pages are not looked at: the first two
are wiped another way, the last hold nobody. A file that was handed in loses its bytes, since one
page of it cannot be made unreadable; its name and digest stay with the record. Other files are
written by the product itself: mails and caches go, in logs the words become "[…]".
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.encoding import force_bytes

from caunoi.people.models import Consent, Person
from caunoi.people.retention import files_behind
from caunoi.proposals.models import Proposal, ProposalFile
from caunoi.rights.blotting import BLOT
from caunoi.rights.traces import Traces
from caunoi.sources.models import Attachment

# A workbook or letter is a zip of files; a zip within it is looked into as well, and no deeper.
DEEPEST = 2
LARGEST_MEMBER = 200 * 1024 * 1024


def own_files(person: Person) -> list[Path]:
    """The bytes of papers that speak of this person alone."""
    rows = Attachment.objects.filter(pk__in=files_behind([person.pk]))
    proofs = [row for row in rows if _speaks_of_nobody_else(row, person)]
    return [Path(row.file.path) for row in (*proofs, *papers_of(person))]


def papers_of(person: Person) -> QuerySet[Attachment]:
    """What was handed in with proposals of nobody else: a name hides in a PDF where none finds it.

    Those of several authors stay, unless the name can be read in them.
    """
    own = Proposal.objects.filter(authorships__person=person)
    alone = Proposal.objects.filter(pk__in=own.order_by().values("pk")).annotate(
        authors=Count("authorships")
    )
    files = ProposalFile.objects.filter(
        proposal__in=alone.filter(authors=1).order_by().values("pk")
    )
    return Attachment.objects.filter(pk__in=files.values("attachment"))


def scrub_files(traces: Traces, own: Collection[Path]) -> int:
    """How many files were changed or taken away."""
    data, changed = settings.DATA, 0
    for path in _looked_at(Path(data.path)):
        if path in own or names_somebody(path, traces):
            _take_away(path, traces)
            changed += 1
    return changed


def names_somebody(path: Path, traces: Traces) -> bool:
    """Whether any whole name or address stands in the file, unpacked if it is a zip."""
    wanted = [force_bytes(one) for one in traces.to_blot]
    try:
        return any(one in content for content in _contents(path.read_bytes()) for one in wanted)
    except OSError:
        return False


def _contents(content: bytes, depth: int = 0) -> Iterator[bytes]:
    yield content
    if depth < DEEPEST and content[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for member in packed.infolist():
                    if member.file_size <= LARGEST_MEMBER:
                        yield from _contents(packed.read(member), depth + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return


def _looked_at(folder: Path) -> Iterator[Path]:
    left_out = {"index", "static", "tombstones", settings.DATA.postgres.name}
    for place in sorted(folder.iterdir()):
        if place.is_dir() and place.name not in left_out:
            yield from sorted(path for path in place.rglob("*") if path.is_file())


def _take_away(path: Path, traces: Traces) -> None:
    if settings.DATA.logs not in path.parents:
        path.unlink(missing_ok=True)
        return
    content = path.read_bytes()
    for one in traces.to_blot:
        content = content.replace(force_bytes(one), BLOT.encode())
    path.write_bytes(content)


def _speaks_of_nobody_else(attachment: Attachment, person: Person) -> bool:
    others = Consent.objects.filter(evidence=attachment).exclude(person=person)
    return not others.exists()
