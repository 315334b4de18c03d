"""The store: runs over time, what they read and found, and what waits to be sent.

    store = Store.open("sqlite:///tenken.db")
    number = store.add(evidence, assessment)
    store.evidence(run_id, providers)

A run is there whole or not at all. What did not change since the run before costs nothing: settings, findings
and verdicts are kept once, with the runs that they were true of.
"""

from scanner.store.errors import StoreError as StoreError
from scanner.store.store import Store as Store

__all__ = ["Store", "StoreError"]
