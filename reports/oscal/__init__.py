"""OSCAL 1.2.1: assessment results, and a component definition of the checks.

The documents are built by hand, as a stream; the tests hold them against compliance-trestle.
Source: https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/assessment-results/json-outline/ and, for the
other, https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/component-definition/json-outline/.
"""

from typing import BinaryIO

from reports.oscal.components import definition
from reports.oscal.parts import pieces
from reports.oscal.results import results
from scanner.assessment import Assessment
from scanner.language import Translator


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the assessment results as UTF-8."""
    out.writelines(
        piece.encode() for piece in pieces({"assessment-results": results(assessment, translator)})
    )


def render_components(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the component definition as UTF-8."""
    document = {"component-definition": definition(assessment, translator)}
    out.writelines(piece.encode() for piece in pieces(document))
