"""The self-inspection workbook (自己点検表): in the shape of the audit guideline, with cells to fill in.

Sheets, from the left: what this is and what couldn't be read; one per document and organisation; evidence by
people; records that end; findings.
"""

from collections.abc import Iterator
from typing import BinaryIO

from reports.seen import Sight
from reports.xlsx import controls, evidence, findings, first
from reports.xlsx.book import Book
from scanner.assessment import Assessment, Organisation
from scanner.language import Translator


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the workbook."""
    t = translator
    book = Book(out, assessment, t, t("Self-inspection workbook"))
    sight = Sight(assessment)
    first.write(book, t("First page"))
    for organisation, prefix in _organisations(assessment):
        for framework in assessment.frameworks:
            name = f"{prefix}{framework.title[t.language]}"
            controls.write(book, sight, organisation, framework, name)
        evidence.write(book, sight, organisation, f"{prefix}{t('Evidence')}")
    evidence.write_ending(book, t("Records that end"))
    findings.write(book, t("Findings"))
    book.close()


def _organisations(assessment: Assessment) -> Iterator[tuple[Organisation, str]]:
    """Each organisation, with what its sheets' names begin with: nothing, if there is only one."""
    several = len(assessment.organisations) > 1
    for one in assessment.organisations:
        yield one, f"{one.name} " if several else ""
