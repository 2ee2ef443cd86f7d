"""A map: dots on the outlines of countries, the larger the more stand there.

The outlines are those of Natural Earth (public domain), from the npm package world-atlas.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from caunoi.pictures.drawing import HAIRLINE, INK, drawn, framed

OUTLINES = Path(__file__).resolve().parents[1] / "site" / "static" / "vendor" / "countries-50m.json"
WIDTH, HEIGHT = 720, 520
# Degrees kept free around the outermost dots, so that no dot lies on the frame.
MARGIN = 0.6
LAND, INDIGO = "#efeae0", "#2c3a74"


@dataclass(frozen=True, slots=True)
class Dot:
    """latitude, longitude: degrees. count: at least 1."""

    label: str
    latitude: float
    longitude: float
    count: int


def map_picture(dots: Sequence[Dot], *, title: str) -> str:
    """SVG, as near as all dots allow. Raises ValueError without any dot: nothing has no map."""
    if not dots:
        raise ValueError("a map needs at least one dot")
    described = framed(
        title={"text": title, "anchor": "start", "color": INK, "fontSize": 13},
        width=WIDTH,
        height=HEIGHT,
        projection={
            "type": "mercator",
            "fit": _extent(dots),
            "clipExtent": [[0, 0], [WIDTH, HEIGHT]],
        },
        layer=[_countries(), _circles(dots), _names(dots)],
    )
    return drawn(described)


def _extent(dots: Sequence[Dot]) -> dict[str, Any]:
    """The corners as points: a polygon would need a winding, and wound wrongly it is the world."""
    west = min(dot.longitude for dot in dots) - MARGIN
    east = max(dot.longitude for dot in dots) + MARGIN
    south = max(min(dot.latitude for dot in dots) - MARGIN, -80)
    north = min(max(dot.latitude for dot in dots) + MARGIN, 80)
    corners = [[west, south], [west, north], [east, south], [east, north]]
    return {"type": "MultiPoint", "coordinates": corners}


def _countries() -> dict[str, Any]:
    return {
        "data": {"values": _outlines(), "format": {"type": "topojson", "feature": "countries"}},
        "mark": {"type": "geoshape", "fill": LAND, "stroke": "#b9b0a3", "clip": True},
    }


def _circles(dots: Sequence[Dot]) -> dict[str, Any]:
    scale = {"type": "sqrt", "range": [40, 1200], "domain": [0, max(dot.count for dot in dots)]}
    return {
        "data": {"values": [_row(dot) for dot in dots]},
        "mark": {"type": "circle", "color": INDIGO, "opacity": 0.75, "stroke": HAIRLINE},
        "encoding": {
            **_place(),
            "size": {"field": "count", "type": "quantitative", "scale": scale, "legend": None},
        },
    }


def _names(dots: Sequence[Dot], *, most: int = 12) -> dict[str, Any]:
    """Only the largest are named: more names than that lie on each other."""
    largest = sorted(dots, key=lambda dot: (-dot.count, dot.label))[:most]
    return {
        "data": {"values": [_row(dot) for dot in largest]},
        "mark": {"type": "text", "dy": -16, "fontSize": 12, "color": INK},
        "encoding": {**_place(), "text": {"field": "label"}},
    }


def _place() -> dict[str, Any]:
    return {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }


def _row(dot: Dot) -> dict[str, Any]:
    return {
        "label": dot.label,
        "latitude": dot.latitude,
        "longitude": dot.longitude,
        "count": dot.count,
    }


@cache
def _outlines() -> Any:
    return json.loads(OUTLINES.read_bytes())
