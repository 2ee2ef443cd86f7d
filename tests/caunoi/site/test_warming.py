"""Warming up: afterwards nothing has to be read any more, in any of the six languages."""

import subprocess
import sys

MEASURED = """
import time
from caunoi.site.warming import TEXTS, warm_up, warm_up_beside
from trithuc.categorise import categorise

warm_up_beside().join()
began = time.perf_counter()
for text in TEXTS:
    categorise(text + " Thêm vài chữ.")
print(time.perf_counter() - began)
"""


def test_what_was_warmed_up_answers_at_once():
    cold_start = subprocess.run(
        [sys.executable, "-c", MEASURED], capture_output=True, text=True, timeout=120
    )

    assert cold_start.returncode == 0, cold_start.stderr
    assert float(cold_start.stdout) < 1
