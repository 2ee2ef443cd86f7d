"""How fast the product is and how much memory it takes, each figure beside a baseline of its run.

`python -m benchmarks --help` says how to run them; docs/benchmarks.md holds what came out. Each
module measures one thing on a data folder that is thrown away. Nobody here exists.
"""
