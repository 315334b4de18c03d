"""What the store costs: a tenant of 5,000 resources, of which 0.5 % change from run to run.

python -m benchmarks.history 1000
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from scanner.comparing import compare
from scanner.host import Host
from scanner.keeping import Keeper
from scanner.store import Store
from tests.scanner.store.worlds import PROVIDERS, run_of

HOST = Host.load()
RESOURCES, CHANGED = 5_000, 25
MOST_MEGABYTES, MOST_WRITE, MOST_COMPARE = 300, 2.0, 2.0
"""For 1,000 runs; seconds for a run that is written, and for two that are compared."""


def run(runs: int = 100) -> bool:
    """Write so many runs, compare the first with the last; True if all of it is small and quick enough."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tenken.db"
        with Store.open(str(path)) as store:
            writing = sorted(_write(store, number) for number in range(runs))
            began = time.perf_counter()
            known = store.runs()
            changes = compare(store, known[0], known[-1], PROVIDERS).settings
            comparing = time.perf_counter() - began
        size = sum(one.stat().st_size for one in Path(folder).iterdir()) / 1e6
    of_thousand = size * max(1, 1000 / runs)
    print(
        f"{runs} runs of {RESOURCES} resources: {size:.1f} MB (1,000 runs: at most {of_thousand:.0f} of "
        f"{MOST_MEGABYTES}); written in {writing[len(writing) // 2]:.2f} s, the slowest {writing[-1]:.2f} "
        f"(at most {MOST_WRITE}); {len(changes)} changes found in {comparing:.2f} s (at most {MOST_COMPARE})"
    )
    small = of_thousand <= MOST_MEGABYTES
    return small and writing[len(writing) // 2] <= MOST_WRITE and comparing <= MOST_COMPARE


def _write(store: Store, number: int) -> float:
    first = number * CHANGED
    kinds = {f"b{one}": "AES" for one in range(RESOURCES)}
    kinds |= {f"b{one % RESOURCES}": f"KMS-{number}" for one in range(first, first + CHANGED)}
    evidence, assessment = run_of(number, **kinds)
    evidence = replace(evidence, frameworks=())  # the made-up one has no file
    keeper = Keeper(store, HOST)
    began = time.perf_counter()
    keeper.keep(evidence, assessment)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(not run(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
