"""Whose result it is, of when, and where its findings are."""

from collections import Counter
from collections.abc import Iterable

from reports.console.page import Page
from reports.words import CASE, OUTCOME
from scanner.assessment import Assessment, Organisation, TargetResult
from scanner.days import in_japan
from scanner.findings import Finding
from scanner.model import Outcome

COUNTED = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS)


def heading(page: Page, assessment: Assessment, organisation: Organisation) -> None:
    """Write the organisation, its case, its targets and systems, and the moment of the reading."""
    t = page.t
    page.title(f"{organisation.name}  {t(CASE.get(organisation.case, organisation.case))}")
    page.write(f"{t('read at (Japan time)')}: {in_japan(assessment.run.started_at)}")
    mine = [one for one in assessment.findings if one.organisation == organisation.id]
    for target in assessment.targets:
        if target.organisation == organisation.id:
            _target(page, target, mine)
    people = assessment.people.get(organisation.id)
    for system in people.systems if people else ():
        of_it = _counts(page, (one for one in mine if system.has(one.resource)))
        page.write(f"{t('system')}: {system.name}  {of_it}")


def _target(page: Page, target: TargetResult, findings: Iterable[Finding]) -> None:
    """Write one target; a member stands under the one it was found behind, with its findings."""
    t = page.t
    if not target.parent:
        page.write(f"{t('read from')}: {target.id}  {target.provider} {target.account}".rstrip())
    else:
        of_it = _counts(page, (one for one in findings if one.target == target.id))
        page.write("  ".join(one for one in (target.id, target.name, of_it) if one), indent=2)
    for note in target.notes:
        page.write(t.message(note), indent=4 if target.parent else 2)


def _counts(page: Page, findings: Iterable[Finding]) -> str:
    counts = Counter(one.outcome for one in findings)
    return "  ".join(f"{page.t(OUTCOME[one])} {counts[one]}" for one in COUNTED)
