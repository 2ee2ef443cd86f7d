"""Lists of works as reference managers and publishers hand them out: BibTeX, RIS, and their kin.

Reach for `read_bibliography` where a person hands in a file or pastes a text, and for
`read_bibtex` or `read_ris` where the format is known. Co-authors are strings on the work and
never persons. Sources: *BibTeXing* (Patashnik, 1988), *The BibLaTeX package*; *RIS Format
Specifications* (2011); Web of Science, *field tags*.
"""

from trithuc.importers.bibliography.bibtex import read_bibtex
from trithuc.importers.bibliography.reader import read_bibliography
from trithuc.importers.bibliography.records import BibliographyWork
from trithuc.importers.bibliography.ris import read_ris

__all__ = ["BibliographyWork", "read_bibliography", "read_bibtex", "read_ris"]
