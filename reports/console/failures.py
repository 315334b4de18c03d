"""What is wrong behind the required controls that are not met: by check, with the remedy."""

from reports.console.page import Page
from reports.failing import Failure, failing
from reports.words import SEVERITY
from scanner.assessment import Assessment, Organisation
from scanner.wrapping import cut

MOST = 5


def failures(page: Page, assessment: Assessment, organisation: Organisation) -> None:
    """Write each failing check with some of its findings and the remedy."""
    found = list(failing(assessment, organisation))
    if not found:
        return
    page.title(page.t("Behind the required controls that are not met"))
    for number, failure in enumerate(found, 1):
        _failure(page, number, failure)


def _failure(page: Page, number: int, failure: Failure) -> None:
    t, check = page.t, failure.check
    if number > 1:
        page.gap()
    page.write(t(check.title), mark=f"{number}. ", style="bold")
    facts = f"{t('severity')}: {t(SEVERITY[check.severity])}  {t('controls')}: {', '.join(failure.controls)}"
    page.write(f"{check.id}  {facts}", indent=3)
    for finding in failure.findings[:MOST]:
        name = finding.resource.name or finding.resource.id
        where = name if name == finding.target else f"{finding.target} {name}"
        text = f"{where}: {t.message(finding.message)}"
        page.write(cut(text, 2 * page.width - 10), indent=3, mark="- ")
    if (more := len(failure.findings) - MOST) > 0:
        page.write(page.fill("and {count} more", count=more), indent=5)
    for paragraph in f"{t('remedy')}: {t(check.remedy)}".split("\n\n"):
        page.write(paragraph, indent=3)
