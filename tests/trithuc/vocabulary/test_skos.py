"""The thesaurus leaves the house as valid SKOS."""

from __future__ import annotations

import io

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from trithuc.vocabulary import LANGUAGES, concepts, sectors
from trithuc.vocabulary.skos import write_turtle


def written(**options: str) -> str:
    stream = io.StringIO()
    write_turtle(stream, **options)
    return stream.getvalue()


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(), format="turtle")


def test_every_sector_and_concept_is_there(graph: rdflib.Graph) -> None:
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(concepts()) + len(sectors())
    assert len(set(graph.objects(None, SKOS.hasTopConcept))) == len(sectors())


def test_a_concept_has_one_preferred_label_a_language_and_it_is_no_other(
    graph: rdflib.Graph,
) -> None:
    for subject in graph.subjects(RDF.type, SKOS.Concept):
        preferred = list(graph.objects(subject, SKOS.prefLabel))
        assert sorted(label.language for label in preferred) == sorted(LANGUAGES)
        assert set(preferred).isdisjoint(graph.objects(subject, SKOS.altLabel))


def test_broader_leads_to_a_concept_of_the_scheme(graph: rdflib.Graph) -> None:
    known = set(graph.subjects(RDF.type, SKOS.Concept))

    assert set(graph.objects(None, SKOS.broader)) <= known
    chiplet = rdflib.URIRef("urn:caunoi:sector:chiplet")
    assert list(graph.objects(chiplet, SKOS.broader)) == [
        rdflib.URIRef("urn:caunoi:sector:advanced-packaging")
    ]
    assert list(graph.objects(chiplet, SKOS.notation)) == [rdflib.Literal("semiconductors.chiplet")]


def test_sectors_point_at_the_lists_of_others(graph: rdflib.Graph) -> None:
    education = rdflib.URIRef("urn:caunoi:sector:education")

    assert rdflib.URIRef("urn:caunoi:ford:5.3") in set(graph.objects(education, SKOS.closeMatch))


def test_the_same_tables_give_the_same_bytes() -> None:
    assert written() == written()


def test_the_base_is_the_publishers(graph: rdflib.Graph) -> None:
    assert "<https://example.org/sectors/chiplet>" in written(base="https://example.org/sectors/")


@pytest.mark.parametrize("base", ["", "sector", "urn:a b:", "urn:<>"])
def test_a_base_that_is_no_iri_is_said(base: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        write_turtle(io.StringIO(), base)
