"""What to do next, what no framework uses, and what the result is not."""

from reports.console.page import Page
from reports.steps import next_steps
from reports.summary import DISCLAIMER
from scanner.assessment import Assessment


def unmapped(page: Page, assessment: Assessment) -> None:
    """Name the checks that no loaded framework uses; nothing if there are none."""
    if assessment.unmapped:
        page.title(page.t("Checks that no framework uses"))
        page.write(", ".join(assessment.unmapped))


def steps(page: Page, assessment: Assessment) -> None:
    """Write what people have to do, the most urgent first."""
    page.title(page.t("What to do next"))
    for number, step in enumerate(next_steps(assessment, page.t), 1):
        page.write(step, mark=f"{number}. ")


def disclaimer(page: Page) -> None:
    """Write what the result is not."""
    page.gap()
    page.write(page.t(DISCLAIMER), style="dim")
