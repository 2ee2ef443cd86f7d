"""The kinds of import this register knows; to add one, copy a folder and add a line."""

from __future__ import annotations

from caunoi.imports.kinds.cordis import KIND as CORDIS
from caunoi.imports.kinds.needs import KIND as NEEDS
from caunoi.imports.kinds.orcid import KIND as ORCID
from caunoi.imports.kinds.ror import KIND as ROR
from caunoi.imports.kinds.seminar import KIND as SEMINAR
from caunoi.imports.plan import ImportKind

KINDS: dict[str, ImportKind] = {kind.code: kind for kind in (SEMINAR, ROR, CORDIS, ORCID, NEEDS)}
