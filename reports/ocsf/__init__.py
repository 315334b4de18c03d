"""OCSF 1.8.0 events, one JSON object a line: class Compliance Finding (2003).

One event per finding, per control and per thing that was not read. `finding_info.uid` stays the same over
runs, so that a SIEM can join, age and deduplicate them. Source: https://schema.ocsf.io/1.8.0/classes/compliance_finding.
"""

from typing import BinaryIO

from reports.ocsf.making import events
from scanner.assessment import Assessment
from scanner.language import Translator

__all__ = ["events", "render"]


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the events as UTF-8, in the assessment's order."""
    out.writelines(event.line for event in events(assessment, translator))
