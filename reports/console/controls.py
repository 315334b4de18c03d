"""How the organisation stands: counts per status, then every control in the document's own order."""

from collections.abc import Iterator

from reports.console.page import Page
from reports.reasons import reasons_text
from reports.summary import Tally, tallies
from reports.words import LEVEL, STATUS
from scanner.assessment import Assessment, ControlVerdict, Organisation, Status
from scanner.framework_model import Framework, Level
from scanner.wrapping import cut, width_of

STYLE = {
    Status.MET: "green",
    Status.NOT_MET: "bold red",
    Status.UNDETERMINED: "bold yellow",
    Status.EVIDENCE_NEEDED: "cyan",
    Status.EXCEPTED: "yellow",
    Status.NOT_APPLICABLE: "dim",
    Status.COVERED: "green",
}
EXPLAINED = (Status.NOT_MET, Status.UNDETERMINED, Status.EXCEPTED)
"""Statuses whose reason a reader needs at once; the others say enough by themselves."""


def counts(page: Page, assessment: Assessment, organisation: Organisation) -> None:
    """Write how many controls there are of each status and level, per framework."""
    titles = {(one.framework, one.edition): one.title for one in assessment.frameworks}
    for tally in tallies(assessment):
        if tally.organisation == organisation.id:
            page.gap()
            title = titles[tally.framework, tally.edition][page.t.language]
            page.write(f"{title} ({tally.edition})", style="bold")
            _tally(page, tally)


def _tally(page: Page, tally: Tally) -> None:
    t = page.t
    levels = [level for level in Level if any(tally.at(status, level) for status in Status)]
    first = max(width_of(t(name)) for name in STATUS.values()) + 2
    widths = [max(width_of(t(LEVEL[level])), 4) + 2 for level in levels]
    page.columns(
        (("", ""), *_right([t(LEVEL[level]) for level in levels], widths), ("", "")), (first, *widths)
    )
    for status in Status:
        if tally.of(status):
            numbers = [str(tally.at(status, level)) for level in levels]
            cells = ((t(STATUS[status]), STYLE[status]), *_right(numbers, widths), ("", ""))
            page.columns(cells, (first, *widths))


def _right(texts: list[str], widths: list[int]) -> Iterator[tuple[str, str]]:
    for text, width in zip(texts, widths, strict=True):
        yield " " * (width - width_of(text)) + text, ""


def controls(page: Page, assessment: Assessment, organisation: Organisation) -> None:
    """Write a line per control, and under it the first reason where the status asks for one."""
    t = page.t
    for framework in assessment.frameworks:
        mine = [
            one
            for one in assessment.controls
            if (one.organisation, one.framework, one.edition)
            == (organisation.id, framework.framework, framework.edition)
        ]
        if mine:
            page.title(f"{t('Controls')}: {framework.title[t.language]}")
            _table(page, framework, mine)


def _table(page: Page, framework: Framework, verdicts: list[ControlVerdict]) -> None:
    t = page.t
    controls = {control.id: control for control in framework.controls}
    widths = (
        max(len(one.id) for one in verdicts) + 2,
        max(width_of(t(STATUS[one.status])) for one in verdicts) + 2,
        max(width_of(t(LEVEL[Level(one.level)])) for one in verdicts) + 2,
    )
    for one in verdicts:
        title = cut(controls[one.id].title[t.language], page.width - sum(widths))
        cells = ((one.id, ""), (t(STATUS[one.status]), STYLE[one.status]), (t(LEVEL[Level(one.level)]), ""))
        page.columns((*cells, (title, "")), widths)
        if one.status in EXPLAINED and one.reasons:
            reason = cut(reasons_text(one, controls[one.id], t)[0], 2 * (page.width - widths[0]))
            page.write(reason, indent=widths[0], style="dim")
