"""Checks: pure rules over settings, one file per topic."""
