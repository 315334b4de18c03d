"""The checks: pure rules, one file per topic."""
