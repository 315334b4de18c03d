"""The risk as JSON, for other programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from scanner.cli.rating import Rated
from scanner.cli.texts import translator
from scanner.risk_compare import Change
from scanner.risk_data import load_risk
from scanner.risk_marks import Sign
from scanner.risk_values import Cell, Interval


def as_json(found: Iterable[Rated]) -> str:
    """One document over all organisations; texts in the language that is spoken."""
    language = translator().language
    threats = [{"id": one.id, "title": one.title[language]} for one in load_risk().threats]
    document = {"threats": threats, "organisations": [_organisation(one) for one in found]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _organisation(one: Rated) -> dict[str, Any]:
    table = one.risk
    return {
        "id": table.organisation,
        "name": one.name,
        "run": table.run,
        "read_at": table.read_at,
        "role": table.role,
        "signed": table.signed.isoformat(),
        "reading": table.reading,
        "safe_max_product": table.safe_max_product,
        "all_safe": table.all_safe,
        "assumed": dict(table.assumed),
        "assets": [
            {"id": asset.id, "name": asset.name, "kind": asset.kind, "importance": asset.importance}
            for asset in table.assets
        ],
        "cells": [_cell(cell) for cell in table.cells],
        "changes": [_change(change) for change in one.comparison.changes] if one.comparison else None,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "asset": cell.asset,
        "threat": cell.threat,
        "threat_level": cell.threat_level,
        "importance": cell.importance,
        "value": _interval(cell.value),
        "safe": cell.safe,
        "marks": [_sign(sign) for sign in cell.signs],
        "added": [_sign(sign) for sign in cell.added],
        "with_added": _interval(cell.with_added),
        "lowered": asdict(cell.lowered) if cell.lowered else None,
        "shared": [asdict(one) for one in cell.shared],
    }


def _sign(sign: Sign) -> dict[str, Any]:
    why = translator().message(sign.why)
    return {
        "control": sign.control,
        "mark": sign.mark,
        "why": why,
        "findings": sign.findings,
        "signals": sign.signals,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "asset": change.asset,
        "threat": change.threat,
        "direction": change.direction,
        "rerated": change.rerated,
        "before": _interval(change.before.value) if change.before else None,
        "after": _interval(change.after.value) if change.after else None,
    }


def _interval(value: Interval) -> dict[str, Any]:
    return {"worst": asdict(value.worst), "best": asdict(value.best)}
