"""A heat picture: rows by columns, the more the darker, with the number in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caunoi.pictures.drawing import HAIRLINE, INDIGO_SCALE, INK, drawn, framed

CELL_WIDTH, CELL_HEIGHT = 64, 22


@dataclass(frozen=True, slots=True)
class HeatCell:
    row: str
    column: str
    count: int


def heat_picture(
    cells: Sequence[HeatCell], *, rows: Sequence[str], columns: Sequence[str], title: str
) -> str:
    """SVG. rows, columns: all labels in the order they are shown, those without cells included.

    A pair without a cell, or with a count of 0, stays empty: nothing is there.
    """
    values = [
        {"row": cell.row, "column": cell.column, "count": cell.count}
        for cell in cells
        if cell.count
    ]
    most = max((cell.count for cell in cells), default=1)
    described = framed(
        title={"text": title, "anchor": "start", "color": INK, "fontSize": 13},
        data={"values": values},
        width=CELL_WIDTH * len(columns),
        height=CELL_HEIGHT * len(rows),
        encoding={
            "x": _axis("column", columns, orient="top"),
            "y": _axis("row", rows, orient="left"),
        },
        layer=[
            {"mark": "rect", "encoding": {"color": _shade(most)}},
            {"mark": {"type": "text", "fontSize": 12}, "encoding": _number(most)},
        ],
    )
    return drawn(described)


def _axis(field: str, labels: Sequence[str], *, orient: str) -> dict[str, object]:
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": list(labels)},
        "sort": None,
        "axis": {"title": None, "orient": orient, "labelAngle": 0, "gridColor": HAIRLINE},
    }


def _shade(most: int) -> dict[str, object]:
    scale = {"domain": [0, most], "range": INDIGO_SCALE, "type": "sqrt"}
    return {"field": "count", "type": "quantitative", "scale": scale, "legend": None}


def _number(most: int) -> dict[str, object]:
    """White on the darker half of the scale, ink on the rest, so that each can be read."""
    is_dark = {"test": f"datum.count > {most} * 0.3", "value": "#ffffff"}
    return {
        "text": {"field": "count", "type": "quantitative"},
        "color": {"condition": is_dark, "value": INK},
    }
