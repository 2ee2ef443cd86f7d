"""From a Vega-Lite description to SVG, each drawn once and kept until the figures change.

The library, vl-convert, is a whole drawing machine: it is imported at the first picture.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache

KEPT_FOR_S = 24 * 3600
# The pictures' own paper and ink, by day and by night alike: what is drawn on white stays legible.
PAPER, INK, HAIRLINE = "#fffdf9", "#211d18", "#e3dccf"
INDIGO_SCALE = ["#e9ebf5", "#b9c1e2", "#8793c9", "#5563a5", "#2c3a74"]
LETTERS = "Noto Sans, Segoe UI, Roboto, DejaVu Sans, Noto Sans CJK SC, sans-serif"

Description = Mapping[str, Any]


def drawn(description: Description) -> str:
    """The picture as SVG. description: Vega-Lite, with all its data inside; nothing is fetched."""
    text = json.dumps(description, sort_keys=True)
    key = f"picture-{hashlib.sha256(text.encode()).hexdigest()}"
    svg: str | None = cache.get(key)
    if svg is None:
        import vl_convert

        svg = str(vl_convert.vegalite_to_svg(text, allowed_base_urls=[]))
        cache.set(key, svg, KEPT_FOR_S)
    return svg


def framed(**parts: Any) -> dict[str, Any]:
    """A description with the letters and colours that all pictures share."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": PAPER,
        "config": {
            "font": LETTERS,
            "view": {"stroke": HAIRLINE},
            "axis": {
                "labelColor": INK,
                "titleColor": INK,
                "labelFontSize": 12,
                "labelLimit": 420,
                "domainColor": HAIRLINE,
                "tickColor": HAIRLINE,
            },
            "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12},
        },
        **parts,
    }
