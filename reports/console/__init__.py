"""A summary for a terminal, in the order an official asks: is it complete, how do we stand, what to do."""

from typing import BinaryIO

from reports.console.controls import controls, counts
from reports.console.ending import disclaimer, steps, unmapped
from reports.console.failures import failures
from reports.console.heading import heading
from reports.console.novelties import novelties
from reports.console.page import Page, page_on
from reports.console.unread import unread
from scanner.assessment import Assessment, Organisation
from scanner.language import Translator


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the summary: 80 columns wide on a file or a pipe, as wide as the window on a terminal.

    Characters that the terminal's encoding lacks become question marks.
    """
    with page_on(out, translator) as page:
        unread(page, assessment)
        for organisation in assessment.organisations:
            _organisation(page, assessment, organisation)
        novelties(page, assessment)
        unmapped(page, assessment)
        steps(page, assessment)
        disclaimer(page)


def _organisation(page: Page, assessment: Assessment, organisation: Organisation) -> None:
    heading(page, assessment, organisation)
    counts(page, assessment, organisation)
    controls(page, assessment, organisation)
    failures(page, assessment, organisation)
