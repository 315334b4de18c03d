"""Whose result it is, and of when."""

from datetime import datetime, timedelta, timezone

from reports.console.page import Page
from reports.words import CASE
from scanner.assessment import Assessment, Organisation

JAPAN = timezone(timedelta(hours=9))


def heading(page: Page, assessment: Assessment, organisation: Organisation) -> None:
    """Write the organisation, its case, its targets and the moment of the reading."""
    t = page.t
    page.title(f"{organisation.name}  {t(CASE.get(organisation.case, organisation.case))}")
    at = datetime.fromisoformat(assessment.run.started_at).astimezone(JAPAN)
    page.write(f"{t('read at (Japan time)')}: {at:%Y-%m-%d %H:%M}")
    for target in assessment.targets:
        if target.organisation == organisation.id:
            page.write(f"{t('read from')}: {target.id}  {target.provider} {target.account}".rstrip())
