"""What speaks for a work or a candidate, each feature a short function from a need and a table.

Reach for it to see what a feature measures; `weights` says how much it counts, `ranking` adds
up. Invariant: a feature gives 0..1, and 0 where nothing is known: no evidence, never a fault.
"""

from __future__ import annotations

import numpy as np

from trithuc.matching.columns import Floats, Hits
from trithuc.matching.tables import WorkTable
from trithuc.matching.weighing import WeighedNeed
from trithuc.matching.weights import LEAST_COSINE
from trithuc.vocabulary.sectors import sectors as all_sectors


def words(need: WeighedNeed, table: WorkTable, hits: Hits) -> Floats:
    """The share of the need's own words and phrases that each work speaks of, by BM25."""
    return _spoken_share(need.words[hits.keys, table.languages[hits.texts]], table, hits)


def themes(need: WeighedNeed, table: WorkTable, hits: Hits) -> Floats:
    """The share of the words that go with the need's that each work speaks of."""
    return _spoken_share(need.themes[hits.keys], table, hits)


def _spoken_share(weights: Floats, table: WorkTable, hits: Hits) -> Floats:
    weights *= hits.spoken
    return np.bincount(hits.texts, weights, len(table.owners)).astype(np.float64)


def concepts(need: WeighedNeed, table: WorkTable) -> Floats:
    """The share of the need's concepts that each work names, or a neighbour of them, as near."""
    scores = np.zeros(len(table.owners))
    hits = table.concepts.hits(need.concept_keys)
    if not len(hits.texts):
        return scores
    order = np.argsort(hits.texts, kind="stable")
    texts, starts = np.unique(hits.texts[order], return_index=True)
    named = need.nearness[hits.keys[order]] * hits.spoken[order, None]
    best = np.maximum.reduceat(named, starts, axis=0)
    scores[texts] = (best * need.concept_weights).sum(axis=1)
    return scores


def semantic(need: WeighedNeed, table: WorkTable) -> Floats | None:
    """How near each work is in meaning; None without an embedder on both sides."""
    if table.vectors is None or not len(need.need.vector):
        return None
    cosines = (table.vectors * need.need.vector.astype(np.float32)).sum(axis=1, dtype=np.float64)
    near: Floats = np.clip((cosines - LEAST_COSINE) / (1 - LEAST_COSINE), 0, 1)
    return near


def sectors(need: WeighedNeed, table: WorkTable) -> Floats:
    """The share of the need's sectors that each candidate states as its own."""
    shares = np.array([need.sectors.get(sector.code, 0.0) for sector in all_sectors()])
    stated: Floats = (table.sectors * shares).sum(axis=1)
    return stated


def ways(need: WeighedNeed, table: WorkTable) -> Floats:
    """The share of the wanted ways to contribute that each candidate offers."""
    wanted = frozenset(need.need.ways_wanted)
    if not wanted:
        return np.zeros(len(table.candidates))
    offered = [len(wanted.intersection(one.ways_to_contribute)) for one in table.candidates]
    return np.array(offered) / len(wanted)
