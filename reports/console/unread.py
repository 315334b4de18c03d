"""What could not be read, before anything else: a result that is not complete must not look so."""

from reports.console.page import Page
from reports.holes import Hole, holes
from reports.words import REASON, remedy
from scanner.assessment import Assessment

MOST = 3


def unread(page: Page, assessment: Assessment) -> None:
    """Write what is missing: where, why, the permission and the remedy. Nothing if nothing is."""
    if not (count := len(assessment.gaps)):
        return
    page.write(
        page.fill("NOT COMPLETE: settings that could not be read: {count}", count=count), style="bold red"
    )
    page.write(page.t("Nothing unread counts as met; the controls that depend on it are undetermined."))
    for hole in holes(assessment):
        _hole(page, hole)


def _hole(page: Page, hole: Hole) -> None:
    t = page.t
    page.gap()
    page.write(f"{hole.target}: {t(REASON[hole.reason])}", mark="* ", style="bold")
    if hole.permission:
        page.write(f"{t('missing permission')}: {hole.permission}", indent=2)
    messages = dict.fromkeys(f"{gap.setting}: {t.message(gap.message)}" for gap in hole.gaps)
    for text in list(messages)[:MOST]:
        page.write(text, indent=2)
    if len(messages) > MOST:
        page.write(page.fill("and {count} more", count=len(messages) - MOST), indent=2)
    page.write(f"{t('remedy')}: {t(remedy(hole.gaps[0]))}", indent=2)
