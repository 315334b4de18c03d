"""A plugin of pytest that writes down which verdicts each check came to: `pytest -p … --outcomes FILE`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scanner import Verdict
from scanner.declare import Check

LICENCE = "plan missing"
"""Stands in the message of a Fail for want of a licence."""
SLOW = "moto"
"""A fixture of tests about reading: they judge nothing, and start a cloud in memory."""
_judge = Check.__call__
_found: set[tuple[str, str]] = set()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Name the file that the verdicts are written to."""
    parser.addoption("--outcomes", type=Path)


def pytest_configure() -> None:
    """Listen to every check that a test calls."""
    Check.__call__ = _heard  # type: ignore[method-assign]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the slow tests."""
    items[:] = [one for one in items if SLOW not in getattr(one, "fixturenames", ())]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was heard, as pairs of a check and an outcome."""
    session.config.getoption("--outcomes").write_text(json.dumps(sorted(_found)), "utf-8")


def _heard(check: Check[...], *given: Any, **named: Any) -> Iterator[Verdict]:
    for verdict in _judge(check, *given, **named):
        _found.add((check.id, type(verdict).__name__))
        if LICENCE in str(verdict.message):
            _found.add((check.id, LICENCE))
        yield verdict
