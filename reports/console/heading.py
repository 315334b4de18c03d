"""Whose result it is, and of when."""

from reports.console.page import Page
from reports.words import CASE
from scanner.assessment import Assessment, Organisation
from scanner.days import in_japan


def heading(page: Page, assessment: Assessment, organisation: Organisation) -> None:
    """Write the organisation, its case, its targets and the moment of the reading."""
    t = page.t
    page.title(f"{organisation.name}  {t(CASE.get(organisation.case, organisation.case))}")
    page.write(f"{t('read at (Japan time)')}: {in_japan(assessment.run.started_at)}")
    for target in assessment.targets:
        if target.organisation == organisation.id:
            page.write(f"{t('read from')}: {target.id}  {target.provider} {target.account}".rstrip())
