"""`python -m benchmarks.train_sectors`: make the model that `trithuc.categorise` ships again.

It reads the shared data and the written examples, takes a few minutes, and prints the digest.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from benchmarks.sector_examples import ROOT
from benchmarks.sector_learning import examples_to_learn, lessons_of, trained

MODEL = ROOT / "src" / "trithuc" / "categorise" / "data" / "model.npz"


def main(path: Path = MODEL) -> int:
    examples = examples_to_learn()
    print(f"{len(examples):,} texts …", file=sys.stderr, flush=True)
    trained(lessons_of(examples)).save(path)
    written = path.read_bytes()
    print(f"{path.name}: {len(written):,} bytes, SHA-256 {sha256(written).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
