"""Run all benchmarks; exit code 1 if one is over its limit."""

import sys

from benchmarks import engine, reports, startup

if __name__ == "__main__":
    results = [startup.run(), engine.run(), reports.run()]
    sys.exit(not all(results))
