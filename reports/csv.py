"""The assessment as a table for a spreadsheet: a row per note, unread setting, control and finding.

UTF-8 with a byte order mark, so that Excel opens it rightly; no text can become a formula there.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reports.about import about
from reports.reasons import reasons_text
from reports.visible import visible
from reports.words import LEVEL, OUTCOME, REASON, SEVERITY, STATUS
from scanner.assessment import Assessment, ControlVerdict
from scanner.days import in_japan as japan
from scanner.findings import Finding
from scanner.framework_model import Control, Level
from scanner.language import Translator

COLUMNS = (
    "kind",
    "organisation",
    "framework",
    "edition",
    "control",
    "title",
    "level",
    "result",
    "severity",
    "target",
    "account",
    "region",
    "resource type",
    "resource",
    "reason",
    "why it is not known",
    "permission",
    "observed",
    "remedy",
    "read at (Japan time)",
    "check",
    "id",
)
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n")
LONGEST = 32_000
"""Characters that a cell of Excel takes, with some room (its limit is 32,767)."""
Cells = dict[str, str]


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the table, row by row."""
    sheet = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    writer.writerow(translator(name) for name in COLUMNS)
    for row in _rows(assessment, translator):
        writer.writerow(cell(row.get(name, "")) for name in COLUMNS)
    sheet.detach()


def cell(text: str) -> str:
    """The text as a cell that stays text: what would begin a formula gets an apostrophe before it."""
    shown = visible(text)
    if len(shown) > LONGEST:
        shown = shown[:LONGEST] + "…"
    return f"'{shown}" if shown.startswith(FORMULA) else shown


def _rows(assessment: Assessment, t: Translator) -> Iterator[Cells]:
    for text in about(assessment, t):
        yield {"kind": t("note"), "reason": text}
    yield from _unread(assessment, t)
    yield from _controls(assessment, t)
    checks = {check.id: check for check in assessment.checks}
    for one in assessment.findings:
        check = checks.get(one.check)
        known = (
            {"title": t(check.title), "remedy": t(check.remedy), "control": _list(check.controls)}
            if check
            else {}
        )
        yield {"kind": t("finding"), **_finding(one, t), **known}


def _unread(assessment: Assessment, t: Translator) -> Iterator[Cells]:
    for target in assessment.targets:
        for gap in target.gaps:
            yield {
                "kind": t("not read"),
                "organisation": target.organisation,
                "title": gap.setting,
                "target": target.id,
                "account": target.account,
                "region": gap.scope.region,
                "resource type": gap.scope.type,
                "resource": gap.scope.name or gap.scope.id,
                "reason": t.message(gap.message),
                "why it is not known": t(REASON[gap.reason]),
                "permission": gap.permission,
            }


def _controls(assessment: Assessment, t: Translator) -> Iterator[Cells]:
    known = {
        (framework.framework, framework.edition, control.id): control
        for framework in assessment.frameworks
        for control in framework.controls
    }
    for one in assessment.controls:
        control = known[one.framework, one.edition, one.id]
        yield {"kind": t("control"), "title": control.title[t.language], **_control(one, control, t)}


def _control(one: ControlVerdict, control: Control, t: Translator) -> Cells:
    return {
        "organisation": one.organisation,
        "framework": one.framework,
        "edition": one.edition,
        "control": one.id,
        "level": t(LEVEL[Level(one.level)]),
        "result": t(STATUS[one.status]),
        "reason": "\n".join(reasons_text(one, control, t)),
    }


def _finding(one: Finding, t: Translator) -> Cells:
    return {
        "organisation": one.organisation,
        "result": t(OUTCOME[one.outcome]),
        "severity": t(SEVERITY[one.severity]),
        "target": one.target,
        "account": one.account,
        "region": one.resource.region,
        "resource type": one.resource.type,
        "resource": one.resource.name or one.resource.id,
        "reason": t.message(one.message),
        "why it is not known": t(REASON[one.code]) if one.code else "",
        "permission": one.permission,
        "observed": "" if one.observed is None else json.dumps(one.observed, ensure_ascii=False),
        "read at (Japan time)": japan(one.read_at),
        "check": one.check,
        "id": one.id,
    }


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
