"""Run all benchmarks; exit code 1 if one is over its limit."""

import sys

from benchmarks import engine, history, reports, sending, startup

if __name__ == "__main__":
    results = [startup.run(), engine.run(), reports.run(), history.run(), sending.run()]
    sys.exit(not all(results))
