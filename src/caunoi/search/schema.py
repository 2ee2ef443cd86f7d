"""The fields of the index, and how a document fills them.

Invariant: whoever changes a field, its tokenizer or what goes into it raises VERSION, which names
the directory: an index of another version is never opened, a new one is built beside it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from caunoi.search.analysis import STEMMED, han_terms, holds_han, marked_words, searchable
from caunoi.search.documents import NAME, Audience, Document
from trithuc.text.languages import detect_language

if TYPE_CHECKING:
    import tantivy

    from caunoi.search.kept_candidates import KeptCandidate

VERSION = 3

KEY, SHELF, KIND, RECORD = "key", "shelf", "kind", "record"
TOKENS, ANALYSED = "tokens", "analysed"
# The shelf of all documents that keep a candidate.
CANDIDATES = "candidates"
NAMES, WORDS, MARKED, HAN = "names", "words", "marked", "han"
STEMS = {language: f"stems_{language}" for language in STEMMED}


def build_schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for field in (KEY, SHELF):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in (KIND, RECORD):
        builder.add_integer_field(field, fast=True)
    for field in (NAMES, WORDS):
        builder.add_text_field(field, tokenizer_name="words")
    builder.add_text_field(MARKED, tokenizer_name="terms", index_option="freq")
    builder.add_text_field(HAN, tokenizer_name="terms", index_option="freq")
    for language, field in STEMS.items():
        builder.add_text_field(field, tokenizer_name=STEMMED[language], index_option="freq")
    builder.add_text_field(TOKENS, tokenizer_name="terms", index_option="freq")
    builder.add_bytes_field(ANALYSED, stored=True)
    return builder.build()


def key_of(kind: str, record: int) -> str:
    """Under which all documents of one record are replaced."""
    return f"{kind}:{record}"


def kind_number(kind: str) -> int:
    """Of many hits the index tells numbers only; the same in every process and version."""
    return zlib.crc32(kind.encode())


def shelf_of(audience: Audience, kind: str) -> str:
    """What of one kind one audience may read."""
    return f"{audience}/{kind}"


def candidate_key(kind: str, record: int) -> str:
    """Under which the one document is found that keeps a candidate's analysed texts."""
    return f"candidate/{kind}:{record}"


def token_of(kind: str, token: str) -> str:
    """Each kind has tokens of its own, so that one is proposed without looking through others."""
    return f"{kind}/{token}"


def tantivy_document(document: Document) -> tantivy.Document:
    import tantivy

    made = tantivy.Document()
    made.add_text(KEY, key_of(document.kind, document.record))
    made.add_text(SHELF, shelf_of(document.audience, document.kind))
    made.add_integer(KIND, kind_number(document.kind))
    made.add_integer(RECORD, document.record)
    for name in document.names:
        made.add_text(NAMES, searchable(name.value))
    for field, text in _fields_of_all(document):
        made.add_text(field, text)
    return made


def _fields_of_all(document: Document) -> Iterable[tuple[str, str]]:
    for label in document.labels:
        yield from _fields_of(label, NAME)
    for text in (*document.names, *document.texts):
        yield from _fields_of(text.value, text.language)


@lru_cache(maxsize=4_096)
def _fields_of(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """(field, value) of one text; kept, since each audience of a record has much the same.

    language: one of the six, "" to detect it, or NAME.
    """
    fields = [(WORDS, searchable(text))]
    if marked := marked_words(text):
        fields.append((MARKED, " ".join(marked)))
    if holds_han(text):
        fields.append((HAN, " ".join(han_terms(text))))
    if stems := STEMS.get(language or detect_language(text)):
        fields.append((stems, text))
    return tuple(fields)


def candidate_documents(kind: str, kept: KeptCandidate) -> Iterator[tantivy.Document]:
    """One a text, so that a need meets the work and not the pile, and one that keeps them all."""
    import tantivy

    from trithuc.matching import index_tokens

    candidate = kept.candidate
    record = int(candidate.id)
    for work in candidate.works:
        made = tantivy.Document()
        made.add_text(KEY, key_of(kind, record))
        made.add_integer(RECORD, record)
        made.add_text(TOKENS, _tokens(kind, index_tokens(work.text)))
        yield made
    made = tantivy.Document()
    made.add_text(KEY, key_of(kind, record))
    for shelf in (CANDIDATES, candidate_key(kind, record)):
        made.add_text(SHELF, shelf)
    made.add_integer(RECORD, record)
    stated = [*map(sector_token, candidate.sectors), *map(way_token, candidate.ways_to_contribute)]
    made.add_text(TOKENS, _tokens(kind, stated))
    made.add_bytes(ANALYSED, kept.to_bytes())
    yield made


def sector_token(code: str) -> str:
    return f"sector:{code}"


def way_token(way: str) -> str:
    return f"way:{way}"


def _tokens(kind: str, tokens: Sequence[str]) -> str:
    before_each = token_of(kind, "")
    return before_each + f" {before_each}".join(tokens) if tokens else ""
