"""Two tables of the audit package, as CSV: what people have shown and until when; and the value of risk."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from reports.about import about
from reports.csv import cell
from reports.seen import Seen, Sight
from reports.shown import last, name, signed, standing
from reports.words import LEVEL, STATUS
from scanner.assessment import Assessment
from scanner.framework_model import Level
from scanner.language import Translator
from scanner.risk import risk_on_file
from scanner.risk_data import load_risk
from scanner.risk_marks import Mark
from scanner.risk_values import Cell, Risk

EVIDENCE = (
    "organisation",
    "control",
    "title",
    "required or not",
    "result",
    "evidence key",
    "What is to be shown",
    "State",
    "document",
    "place",
    "SHA-256",
    "role and day",
    "Valid until",
)
RISK = (
    "organisation",
    "asset",
    "kind of asset",
    "importance",
    "threat",
    "threat level",
    "measures that hold",
    "measures not read",
    "risk at worst",
    "risk at best",
    "low enough",
)


def evidence(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write what people have to show, what they have shown, and until when it counts."""
    _write(out, translator, EVIDENCE, _evidence(assessment, translator), about(assessment, translator))


def risk(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write assets and threats with their value of risk, as an interval where something was not read."""
    _write(out, translator, RISK, _risk(assessment, translator), about(assessment, translator))


def _write(
    out: BinaryIO,
    t: Translator,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    notes: Iterable[str],
) -> None:
    """The titles, the rows, and below them what every report says of itself."""
    sheet = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    writer.writerow(t(one) for one in columns)
    for row in rows:
        writer.writerow(map(cell, row))
    for note in notes:
        writer.writerow([cell(note), *[""] * (len(columns) - 1)])
    sheet.detach()


def _evidence(assessment: Assessment, t: Translator) -> Iterator[Sequence[str]]:
    sight = Sight(assessment)
    for organisation in assessment.organisations:
        for framework in assessment.frameworks:
            for seen in sight.controls(organisation, framework):
                for row in _shown(seen, t):
                    yield organisation.name, *row


def _shown(seen: Seen, t: Translator) -> Iterator[Sequence[str]]:
    for one in seen.asked:
        shown = one.shown
        record = shown.attestation if shown else None
        yield (
            seen.control.id,
            seen.control.title[t.language],
            t(LEVEL[Level(seen.verdict.level)]),
            t(STATUS[seen.verdict.status]),
            one.key,
            name(one, t),
            standing(one, seen.recorded, t),
            record.document if record else "",
            (record.path or "") if record else "",
            record.sha256 if record else "",
            signed(shown, t) if shown else "",
            last(shown, t) if shown else "",
        )


def _risk(assessment: Assessment, t: Translator) -> Iterator[Sequence[str]]:
    for organisation in assessment.organisations:
        table = risk_on_file(assessment, organisation.id)
        if table is None:
            missing = t("No sheet of assets is among the records: no risk was rated.")
            yield organisation.name, missing, *[""] * (len(RISK) - 2)
            continue
        for one in table.cells:
            yield organisation.name, *_cell(table, one, t)


def _cell(table: Risk, one: Cell, t: Translator) -> Sequence[str]:
    model, language = load_risk(), t.language
    asset = next(asset for asset in table.assets if asset.id == one.asset)
    threat = next(threat for threat in model.threats if threat.id == one.threat)
    worst, best = one.value.worst, one.value.best
    safe = {True: t("yes"), False: t("no"), None: t("can't be told")}[one.safe]
    return (
        asset.name,
        asset.kind,
        str(asset.importance),
        f"{threat.id} {threat.title[language]}",
        str(one.threat_level),
        ", ".join(sign.control for sign in one.signs if sign.mark is Mark.YES),
        ", ".join(sign.control for sign in one.signs if sign.mark is Mark.UNREAD),
        f"{worst.letter} ({worst.product})",
        f"{best.letter} ({best.product})",
        safe,
    )
