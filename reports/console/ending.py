"""What to do next, what no framework uses, and what the result is not."""

from collections.abc import Iterator

from reports.console.page import Page
from reports.console.unread import holes
from reports.summary import DISCLAIMER, defects, required_not_met
from scanner.assessment import Assessment, Status
from scanner.model import Reason

MOST = 5


def unmapped(page: Page, assessment: Assessment) -> None:
    """Name the checks that no loaded framework uses; nothing if there are none."""
    if assessment.unmapped:
        page.title(page.t("Checks that no framework uses"))
        page.write(", ".join(assessment.unmapped))


def steps(page: Page, assessment: Assessment) -> None:
    """Write what people have to do, the most urgent first."""
    page.title(page.t("What to do next"))
    found = list(_steps(page, assessment)) or [
        page.t("Nothing is left to do. Read again at intervals, and after every change of a service.")
    ]
    for number, text in enumerate(found, 1):
        page.write(text, mark=f"{number}. ")


def _steps(page: Page, assessment: Assessment) -> Iterator[str]:
    if count := defects(assessment):
        yield page.fill("Faults of Tenken itself, to be reported to its developers: {count}", count=count)
    if permissions := _permissions(assessment):
        yield page.fill("Grant the missing permissions, then read again: {names}", names=permissions)
    if not all(hole.permission for hole in holes(assessment)):
        yield page.t("Remove what stopped the reading (listed at the top), then read again.")
    if facts := _facts(assessment):
        yield page.fill("Answer under facts: in records/declarations.yaml: {names}", names=facts)
    yield from _declarations(page, assessment)
    if count := len(required_not_met(assessment.controls)):
        yield page.fill("Required controls whose settings have to be corrected: {count}", count=count)
    if count := sum(one.status is Status.EVIDENCE_NEEDED for one in assessment.controls):
        yield page.fill("Controls whose evidence has to be gathered from people: {count}", count=count)


def _permissions(assessment: Assessment) -> str:
    named = (hole.permission for hole in holes(assessment))
    single = (name for names in named for name in names.split(", ") if name)
    return ", ".join(sorted(set(single)))


def _facts(assessment: Assessment) -> str:
    """The facts that undetermined controls wait for: a reason about one names it."""
    waiting = (one for one in assessment.controls if one.status is Status.UNDETERMINED)
    named = {reason.values.get("fact") for one in waiting for reason in one.reasons}
    return ", ".join(sorted(str(name) for name in named if name))


def _declarations(page: Page, assessment: Assessment) -> Iterator[str]:
    t = page.t
    missing = (one.message for one in assessment.findings if one.code is Reason.UNDECLARED)
    texts = list(dict.fromkeys(t.message(message) for message in missing))
    for text in texts[:MOST]:
        yield f"{t('Declare')}: {text}"
    if len(texts) > MOST:
        yield page.fill("Declarations that further findings ask for: {count}", count=len(texts) - MOST)


def disclaimer(page: Page) -> None:
    """Write what the result is not."""
    page.gap()
    page.write(page.t(DISCLAIMER), style="dim")
