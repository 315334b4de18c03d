"""A request for correction (是正依頼書) on paper."""

from collections.abc import Iterator
from typing import Any

from reports.about import about, completeness
from reports.pdf.press import press
from reports.words import SEVERITY
from reports.xlsx.request import addressee, controls, now, where
from scanner.assessment import Assessment
from scanner.corrections import Item, Request, source
from scanner.days import in_japan as japan
from scanner.language import Translator

MOST = 12
OPENING = (
    "The settings below were found not to be as the controls ask for. Please correct them, and reply in the "
    "yellow cells of the workbook that comes with this letter."
)


def pdf(request: Request, assessment: Assessment, t: Translator) -> bytes:
    """The letter, with an entry per thing to correct."""
    return press("request", _data(request, assessment, t), assessment, t)


def _data(request: Request, assessment: Assessment, t: Translator) -> dict[str, Any]:
    return {
        "title": t("Request for correction"),
        "aid": t("an aid to technical verification"),
        "footer": addressee(request, t),
        "day": japan(assessment.run.finished_at)[:10],
        "to": addressee(request, t),
        "from": t.fill("From: {organisation}", organisation=request.organisation.name),
        "opening": t(OPENING),
        "about": list(about(assessment, t)),
        "warning": completeness(assessment, t) if assessment.gaps else "",
        "labels": [t("item"), t("content")],
        "items": [_item(item, t) for item in request.items],
    }


def _item(item: Item, t: Translator) -> dict[str, Any]:
    return {"heading": f"{item.number}. {t(item.check.title)}", "rows": list(_rows(item, t))}


def _rows(item: Item, t: Translator) -> Iterator[list[str]]:
    yield [t("severity"), t(SEVERITY[item.check.severity])]
    yield [t("target"), f"{item.target} ({item.account})" if item.account else item.target]
    yield [t("Where"), "\n".join(where(item, t, MOST))]
    yield [t("As it is now"), "\n".join(now(item, t, MOST))]
    yield [t("Why"), t(item.check.reason)]
    yield [t("controls"), "\n".join(controls(item, t))]
    yield [t("Source"), "\n".join(dict.fromkeys(source(why, t.language) for why in item.why))]
    yield [t("How"), t(item.check.remedy)]
    yield [t("By when"), item.due.isoformat() if item.due else t("to be agreed")]
    yield [t("Reply"), "\n" * 2]
