"""Texts analysed in other processes are those analysed here, and those processes end."""

from __future__ import annotations

import psutil

from caunoi.search import analysing
from caunoi.search.analysing import Analyst
from trithuc.matching import Text


def test_processes_give_what_one_gives_in_order_and_end(monkeypatch):
    monkeypatch.setattr(analysing, "WORTH_A_PROCESS", 3)
    texts = [Text(f"Bridge number {number}", "半导体", "") for number in range(7)]
    with Analyst(processes=2) as several, Analyst(processes=1) as alone:
        assert several.analysed(texts) == alone.analysed(texts)
    children = psutil.Process().children(recursive=True)
    assert not [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_few_texts_start_no_process():
    with Analyst(processes=2) as analyst:
        analyst.analysed([Text("one")])
        assert analyst._pool is None
