"""The map: dots where the cities are, on outlines cut to the frame."""

import re

import pytest

from caunoi.pictures import Dot, map_picture
from caunoi.pictures.map import OUTLINES

BRUSSELS = Dot("Bruxelles", 50.85, 4.35, 30)
GHENT = Dot("Gent", 51.05, 3.72, 3)
ARLON = Dot("Arlon", 49.68, 5.81, 3)

pytestmark = pytest.mark.skipif(not OUTLINES.exists(), reason="the browser libraries are not built")


def circles(svg: str) -> dict[str, tuple[float, float, float]]:
    """{label: (x, y, radius)} as the marks describe themselves."""
    found = re.findall(
        r'aria-label="[^"]*count: (\d+)[^"]*"[^>]*transform="translate\(([\d.]+),([\d.]+)\)"[^>]*'
        r'd="M([\d.]+),',
        svg,
    )
    return {count: (float(x), float(y), float(radius)) for count, x, y, radius in found}


def test_north_is_up_east_is_right_and_more_is_larger():
    svg = map_picture([BRUSSELS, Dot("Arlon", 49.68, 5.81, 7)], title="Tổ chức")
    at = circles(svg)

    brussels, arlon = at["30"], at["7"]
    assert brussels[0] < arlon[0]
    assert brussels[1] < arlon[1]
    assert brussels[2] > arlon[2]


def test_the_largest_are_named():
    svg = map_picture([BRUSSELS, GHENT, ARLON], title="Tổ chức theo thành phố")

    for words in ("Bruxelles", "Gent", "Arlon", "Tổ chức theo thành phố"):
        assert words in svg


def test_only_what_lies_in_the_frame_is_drawn():
    assert len(map_picture([BRUSSELS, GHENT], title="x")) < 100_000


def test_one_dot_alone_and_one_near_the_pole_can_be_drawn():
    assert map_picture([BRUSSELS], title="x")
    assert map_picture([Dot("Longyearbyen", 78.2, 15.6, 1)], title="x")


def test_without_any_dot_there_is_no_map():
    with pytest.raises(ValueError, match="at least one dot"):
        map_picture([], title="x")
