"""How long a service was troubled."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from plugins.m365.settings.service_health import ServiceIssue

WINDOW = timedelta(days=30)
Span = tuple[datetime, datetime]


def troubled(issues: Iterable[ServiceIssue], until: datetime) -> timedelta:
    """For how long of the 30 days before `until` some issue went on; those at the same time count once."""
    total, reached = timedelta(), until - WINDOW
    for start, end in sorted(_span(one, until) for one in issues):
        total += max(end - max(start, reached), timedelta())
        reached = max(reached, end)
    return total


def _span(issue: ServiceIssue, until: datetime) -> Span:
    return issue.start, min(issue.end or until, until)
