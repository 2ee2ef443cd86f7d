import gc

import pytest

from caunoi.imports.garbage import without_collecting


def test_nothing_is_collected_within_and_all_is_as_before_afterwards():
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_within_switches_the_collector_on_again():
    with pytest.raises(LookupError), without_collecting():
        raise LookupError
    assert gc.isenabled()


def test_within_another_the_outer_one_decides():
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()
