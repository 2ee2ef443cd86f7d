"""The thesaurus as SKOS, for whoever keeps their own.

Reach for it to publish or exchange the vocabulary: W3C, SKOS Reference (2009),
https://www.w3.org/TR/skos-reference/, written as Turtle. Invariant: the same tables give the
same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from trithuc.vocabulary.concepts import Concept, concepts, sector_of
from trithuc.vocabulary.crosswalks import euroscivoc_rules, ford_fields, ford_of_sector
from trithuc.vocabulary.sectors import LANGUAGES, Sector, family, sectors

DEFAULT_BASE: Final = "urn:caunoi:sector:"
_FORD: Final = "urn:caunoi:ford:"
_EUROSCIVOC: Final = "urn:caunoi:euroscivoc:"
_ESCAPED: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def write_turtle(stream: TextIO, base: str = DEFAULT_BASE) -> None:
    """The concept scheme, sectors, concepts and matches to FORD and EuroSciVoc.

    base: an absolute IRI that codes and ids are appended to; "scheme" is the scheme's own. Fields
    of others are named urn:caunoi:ford:1.2 and urn:caunoi:euroscivoc:23/47, after their codes.
    Raises ValueError for a base that is no IRI.
    """
    if _NO_IRI.search(base) or ":" not in base:
        raise ValueError(f"not the beginning of an IRI: {base!r}")
    stream.write("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n")
    stream.write("@prefix dct: <http://purl.org/dc/terms/> .\n")
    for block in _blocks(base):
        stream.write("\n" + block)


def _blocks(base: str) -> Iterator[str]:
    scheme = f"<{base}scheme>"
    tops = [f"skos:hasTopConcept <{base}{one.code}>" for one in sectors()]
    yield _block(scheme, ["a skos:ConceptScheme", 'dct:title "Cầu Nối sectors"@en', *tops])
    for sector in sectors():
        yield _block(f"<{base}{sector.code}>", _of_sector(sector, base, scheme))
    for concept in concepts():
        yield _block(f"<{base}{concept.id}>", _of_concept(concept, base, scheme))


def _of_sector(sector: Sector, base: str, scheme: str) -> Iterator[str]:
    yield "a skos:Concept"
    yield f"skos:topConceptOf {scheme}"
    yield f"skos:inScheme {scheme}"
    yield f'skos:notation "{sector.code}"'
    yield f"skos:scopeNote {_literal('family: ' + family(sector.family).labels['en'], 'en')}"
    yield from (f"skos:prefLabel {_literal(sector.labels[one], one)}" for one in LANGUAGES)
    yield from _matches(sector.code)


def _of_concept(concept: Concept, base: str, scheme: str) -> Iterator[str]:
    yield "a skos:Concept"
    yield f"skos:inScheme {scheme}"
    yield f"skos:broader <{base}{concept.broader}>"
    yield f'skos:notation "{sector_of(concept.id)}.{concept.id}"'
    for language in LANGUAGES:
        preferred = concept.pref_label[language]
        yield f"skos:prefLabel {_literal(preferred, language)}"
        others = dict.fromkeys(one for one in concept.alt_labels[language] if one != preferred)
        yield from (f"skos:altLabel {_literal(one, language)}" for one in others)
    if concept.note:
        yield f"skos:editorialNote {_literal(concept.note, 'en')}"


def _matches(sector: str) -> Iterator[str]:
    fields = {one.code: one.sectors for one in ford_fields()}
    codes = ford_of_sector(sector)
    for code in codes:
        yield f"{_relation(len(codes), len(fields[code]))} <{_FORD}{code}>"
    rules = [one for one in euroscivoc_rules() if sector in one.sectors]
    for rule in rules:
        yield f"{_relation(len(rules), len(rule.sectors))} <{_EUROSCIVOC}{rule.code.strip('/')}>"


def _relation(fields_of_sector: int, sectors_of_field: int) -> str:
    """What is shared with nothing else is close; else the one that reaches further is broader."""
    if fields_of_sector == sectors_of_field == 1:
        return "skos:closeMatch"
    if sectors_of_field == 1:
        return "skos:narrowMatch"
    return "skos:broadMatch" if fields_of_sector == 1 else "skos:relatedMatch"


def _block(subject: str, statements: Iterable[str]) -> str:
    return f"{subject}\n    " + " ;\n    ".join(statements) + " .\n"


def _literal(text: str, language: str) -> str:
    return f'"{text.translate(_ESCAPED)}"@{language}'
