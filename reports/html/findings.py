"""The findings as rows: what is wrong first, then what could not be told, then the rest."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from jinja2 import Environment

from reports.html.drawing import Drawing, Say, drawings
from reports.html.rows import Key, LongTable, Row
from reports.visible import visible
from scanner.assessment import Assessment, CheckInfo
from scanner.findings import Finding
from scanner.language import Translator
from scanner.model import Outcome, Severity
from scanner.people_refs import by_id
from scanner.picture import PICTURES
from scanner.waiving import Waiving

ORDER = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.NOT_APPLICABLE)
SEVERITIES = tuple(Severity)
INLINE = 200
ITEM = "-"
LONGEST = 4_000
"""Characters of an observed setting that are shown; the JSON document has all of it."""


class FindingView:
    """One finding as the templates show it."""

    def __init__(self, finding: Finding, check: CheckInfo | None, say: Say, *, waived: bool = False) -> None:
        self.it, self.check, self.waived = finding, check, waived
        self._say = say

    @property
    def name(self) -> str:
        """What people call the resource."""
        return self.it.resource.name or self.it.resource.id

    @cached_property
    def observed(self) -> str:
        """The setting as read, a line per field; its pictures are drawn instead."""
        seen = self.it.observed
        if isinstance(seen, dict) and self.drawings:
            seen = {name: value for name, value in seen.items() if name != PICTURES}
        text = "\n".join(_lines(seen)) if seen not in (None, {}) else ""
        return text if len(text) <= LONGEST else text[:LONGEST] + "…"

    @cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """The pictures that it carries, laid out."""
        return drawings(self.it.observed, self._say)

    @property
    def key(self) -> Key:
        """Filters: organisation, outcome, severity, target, check. Then what rows are sorted by."""
        one = self.it
        ranks = (ORDER.index(one.outcome), SEVERITIES.index(one.severity))
        filters = (one.organisation, one.outcome.value, one.severity.value, one.target, one.check)
        return (*map(visible, filters), *ranks, visible(self.name))


class Findings:
    """All findings of an assessment."""

    def __init__(self, assessment: Assessment, translator: Translator, jinja: Environment) -> None:
        self._all, self._say = assessment.findings, translator.message
        self._checks: Mapping[str, CheckInfo] = {check.id: check for check in assessment.checks}
        self._waived = frozenset(_waived(assessment))
        self._template = jinja.get_template("finding.html")

    def view(self, finding: Finding) -> FindingView:
        """The finding with its check."""
        check, waived = self._checks.get(finding.check), finding.id in self._waived
        return FindingView(finding, check, self._say, waived=waived)

    def table(self) -> LongTable:
        """The rows, the worst first."""
        return LongTable("findings", len(self._all), INLINE, self._rows(sorted(self._all, key=urgency)))

    def values(self, name: str) -> list[str]:
        """Every value of a field of theirs, in order."""
        return sorted({str(getattr(one, name)) for one in self._all})

    def outcomes(self) -> list[Outcome]:
        """The outcomes that occur."""
        found = {one.outcome for one in self._all}
        return [outcome for outcome in ORDER if outcome in found]

    def severities(self) -> list[Severity]:
        """The severities that occur."""
        found = {one.severity for one in self._all}
        return [severity for severity in SEVERITIES if severity in found]

    def _rows(self, findings: Iterable[Finding]) -> Iterator[Row]:
        for one in findings:
            view = self.view(one)
            yield Row(view.key, self._template.render(finding=view))


def _waived(assessment: Assessment) -> Iterator[str]:
    """The ids of Fails that are excepted for every control of the report."""
    known = by_id(control for one in assessment.frameworks for control in one.controls)
    for organisation, on_file in assessment.people.items():
        holding = [waiver for waiver in on_file.waivers if on_file.holds(waiver)]
        mine = (one for one in assessment.findings if one.organisation == organisation)
        yield from Waiving.of(holding, known, mine).findings if holding else ()


def urgency(one: Finding) -> tuple[Any, ...]:
    """What is to be looked at first."""
    ranks = (ORDER.index(one.outcome), SEVERITIES.index(one.severity))
    return (*ranks, one.organisation, one.check, one.target, one.resource, one.id)


def _lines(value: Any, name: str = "", depth: int = 0) -> Iterator[str]:
    """A line per value, indented below its name."""
    lead = "  " * depth + ("- " if name == ITEM else f"{name}: " if name else "")
    if isinstance(value, dict) and value:
        if name:
            yield lead.rstrip()
        for key, inner in value.items():
            yield from _lines(inner, str(key), depth + bool(name))
    elif isinstance(value, (list, tuple)) and value:
        if name:
            yield lead.rstrip()
        for inner in value:
            yield from _lines(inner, ITEM, depth + bool(name))
    else:
        yield lead + _word(value)


def _word(value: Any) -> str:
    return json.dumps(value) if value is None or isinstance(value, bool) else str(value)
