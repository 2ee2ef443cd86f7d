"""The landscape's pictures: what is one dot, and what everyone's labels are."""

from django.utils.translation import override

from caunoi.landscape.pictures import map_of, name_of
from caunoi.landscape.queries import CountryFigures, Place

BRUXELLES = Place("Bruxelles", "BE", 5, 50.85, 4.35)
BRUSSEL = Place("Brussel", "BE", 3, 50.84, 4.36)
GENT = Place("Gent", "BE", 1, 51.05, 3.72)


def test_a_city_written_in_two_ways_is_one_dot_under_its_commoner_name():
    svg = map_of([BRUXELLES, BRUSSEL, GENT])

    assert "Bruxelles" in svg
    assert "Brussel<" not in svg
    assert "Gent" in svg
    assert "count: 8" in svg


def test_a_country_is_named_in_the_readers_language():
    with override("vi"):
        assert name_of(CountryFigures("BE", {})) == "Bỉ"
    with override("en"):
        assert name_of(CountryFigures("", {})) == "not stated"
