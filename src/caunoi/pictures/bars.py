"""Bars, one under the other in the order given, each with its number at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caunoi.pictures.drawing import HAIRLINE, INK, drawn, framed

WIDTH, BAR_HEIGHT = 420, 30
INDIGO = "#5563a5"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int


def bar_picture(bars: Sequence[Bar], *, title: str) -> str:
    """SVG. A bar of 0 keeps its label and its number."""
    values = [{"label": bar.label, "count": bar.count} for bar in bars]
    most = max((bar.count for bar in bars), default=0)
    described = framed(
        title={"text": title, "anchor": "start", "color": INK, "fontSize": 13},
        data={"values": values},
        width=WIDTH,
        height=BAR_HEIGHT * max(len(bars), 1),
        encoding={
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "axis": {"title": None, "gridColor": HAIRLINE},
            },
            "x": {
                "field": "count",
                "type": "quantitative",
                "scale": {"domain": [0, max(most, 1)]},
                "axis": None,
            },
        },
        layer=[
            {"mark": {"type": "bar", "color": INDIGO, "height": {"band": 0.7}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 12, "color": INK},
                "encoding": {"text": {"field": "count", "type": "quantitative"}},
            },
        ],
    )
    return drawn(described)
