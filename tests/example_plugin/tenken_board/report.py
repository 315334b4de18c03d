"""A report is a function from an assessment to bytes."""

from typing import BinaryIO

from scanner import Assessment, Outcome, Translator


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write one line for each resource that fails, with the reason in the reader's language."""
    for finding in assessment.findings:
        if finding.outcome is Outcome.FAIL:
            name = finding.resource.name or finding.resource.id
            out.write(f"{finding.check}\t{name}\t{translator.message(finding.message)}\n".encode())
