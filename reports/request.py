"""Requests for correction: to each operator a letter, and a workbook to reply in."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from reports.pdf import request as letter
from reports.xlsx import request as workbook
from scanner.assessment import Assessment
from scanner.corrections import Request, requests
from scanner.language import Translator
from scanner.renderer import Paper

UNSAFE = re.compile(r"[^\w.-]+")


def papers(assessment: Assessment, translator: Translator) -> Iterator[Paper]:
    """Two files per operator; none where nothing has to be corrected."""
    for request in requests(assessment):
        name = f"request-{plain(request.organisation.id)}-{plain(request.operator.id)}"
        yield Paper(f"{name}.xlsx", partial(_workbook, request, assessment, translator))
        yield Paper(f"{name}.pdf", partial(_letter, request, assessment, translator))


def plain(name: str) -> str:
    """A name as part of a file's name."""
    return UNSAFE.sub("_", name).strip("._") or "_"


def _workbook(request: Request, assessment: Assessment, t: Translator, out: BinaryIO) -> None:
    workbook.write(request, assessment, out, t)


def _letter(request: Request, assessment: Assessment, t: Translator, out: BinaryIO) -> None:
    out.write(letter.pdf(request, assessment, t))
