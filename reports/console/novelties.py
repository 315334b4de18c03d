"""What is new in the services; nothing if nothing is."""

from reports.console.page import Page
from reports.novelties import TITLE, WHY, novelties as found
from scanner.assessment import Assessment

MOST = 10
"""How many operations are named, and how many fields of each; the documents name all."""


def novelties(page: Page, assessment: Assessment) -> None:
    """Name the fields that nobody here knows, by operation."""
    groups = list(found(assessment))
    if not groups:
        return
    page.title(page.t(TITLE))
    page.write(page.t(WHY))
    for one in groups[:MOST]:
        more = len(one.fields) - MOST
        rest = f" ({page.fill('and {count} more', count=more)})" if more > 0 else ""
        page.write(f"{one.target}: {one.operation}: {', '.join(one.fields[:MOST])}{rest}", mark="* ")
    if len(groups) > MOST:
        page.write(page.fill("and {count} more", count=len(groups) - MOST), indent=2)
