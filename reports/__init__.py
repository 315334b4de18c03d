"""The documents that Tenken makes of an assessment; each is imported when it is asked for."""

import importlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from scanner.host import hookimpl
from scanner.renderer import Paper, Papers, Render, Renderer, Series
from scanner.sink import Sink

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.event import Event
    from scanner.language import Translator


PRESS = ("typst", "fontTools", "noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
"""What documents on paper are set with."""


def _lazy(module: str, name: str = "render") -> Render:
    """The module's function, imported at the first call."""

    def render(assessment: "Assessment", out: BinaryIO, translator: "Translator") -> None:
        getattr(importlib.import_module(module), name)(assessment, out, translator)

    return render


def _events(assessment: "Assessment", translator: "Translator") -> "Iterable[Event]":
    from reports.ocsf import events  # noqa: PLC0415 - asked for only where sinks are

    return events(assessment, translator)


def _lazily(module: str) -> Papers:
    """The module's `papers`, imported at the first call."""

    def papers(assessment: "Assessment", translator: "Translator") -> Iterable[Paper]:
        found: Iterable[Paper] = importlib.import_module(module).papers(assessment, translator)
        return found

    return papers


@hookimpl
def tenken_renderers() -> Iterator[Renderer | Series]:
    """Give the built-in renderers."""
    yield Renderer("console", "Summary per control for a terminal", "txt", _lazy("reports.console"))
    yield Renderer("json", "One JSON document with everything", "json", _lazy("reports.json"))
    yield Renderer(
        "ocsf", "OCSF events, one JSON object a line", "ndjson", _lazy("reports.ocsf"), events=_events
    )
    yield Renderer(
        "html",
        "One page for a browser: to be read, searched and printed",
        "html",
        _lazy("reports.html"),
        requires="html",
        sdk=("jinja2",),
    )
    yield Renderer(
        "csv", "A table for a spreadsheet, a row per control and finding", "csv", _lazy("reports.csv")
    )
    yield Renderer(
        "junit", "JUnit XML for pipelines, a case per control", "junit.xml", _lazy("reports.junit")
    )
    yield Renderer(
        "xlsx",
        "Self-inspection workbook, with cells for people to fill in",
        "xlsx",
        _lazy("reports.xlsx"),
        requires="xlsx",
        sdk=("xlsxwriter",),
    )
    yield Renderer("oscal", "OSCAL assessment results", "oscal.json", _lazy("reports.oscal"))
    yield Renderer(
        "oscal-components",
        "OSCAL component definition of the checks",
        "oscal-components.json",
        _lazy("reports.oscal", "render_components"),
    )
    yield Renderer(
        "evidence",
        "What people have shown, with its expiry, as a table",
        "evidence.csv",
        _lazy("reports.lists", "evidence"),
    )
    yield Renderer("risk", "The value of risk, as a table", "risk.csv", _lazy("reports.lists", "risk"))
    yield Series(
        "request",
        "Requests for correction, a letter and a workbook per operator",
        _lazily("reports.request"),
        requires="pdf,xlsx",
        sdk=("xlsxwriter", *PRESS),
    )
    yield Series(
        "ciso", "Report to the CISO, two pages", _lazily("reports.pdf.ciso"), requires="pdf", sdk=PRESS
    )


@hookimpl
def tenken_sinks() -> Iterator[Sink]:
    """Give the built-in sinks."""
    from reports.sinks import sinks  # noqa: PLC0415 - asked for only where sinks are

    yield from sinks()
