"""Attestations from the forms in a workbook: each cell that is wrong is told, and all of them at once."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scanner.attestations import SHA256, Attestation, Attestations
from scanner.attesting import digest_of
from scanner.form_cells import Cells, missing, span
from scanner.form_file import Form
from scanner.forms import CHOICES, CONFIRMED, CONTROL, ENTRIES, KEY
from scanner.framework_refs import unknown
from scanner.people_refs import Known, evidence_keys, references
from scanner.yamlfile import Problem, Refused

OWN = tuple(one.key for one in ENTRIES if one is not KEY)
"""A row counts as filled in if one of these is: the key may stand there beforehand."""
NEEDED = ("statement", "document", "role", "date", "valid")
BEHIND = {"evidence": "key", "signal": "key", "valid_for": "valid", "valid_until": "valid"}
PARTS = re.compile(r"[,、\s]+")
REST = re.compile(r"[:：\s]")


@dataclass
class Gathered:
    """What was read of one form: records, faults, and how many rows ask for something else."""

    records: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: int = 0


@dataclass(frozen=True)
class AttestationReader:
    """Reads forms for one organisation.

    `folder` is that of its records; `providers` those that a plugin reads: what they say of themselves,
    people can't say for them.
    """

    known: Known
    folder: Path
    providers: Collection[str]

    def read(self, form: Form) -> Gathered:
        """All rows of a form that somebody has filled in."""
        needed = [(one.key, one.title) for one in (CONTROL, *ENTRIES) if one.key != "assets"]
        found = Gathered(problems=list(missing(form, needed)))
        if not found.problems:
            for row in form.rows:
                if row.filled(OWN):
                    self._row(Cells(form, row, BEHIND), found)
        return found

    def _row(self, cells: Cells, found: Gathered) -> None:
        chosen = cells.choice("done", CHOICES)
        if chosen and chosen != CONFIRMED:
            found.left += 1
            return
        one = self._attestation(cells)
        found.problems += cells.problems
        if one and not cells.problems:
            found.records.append(one)

    def _attestation(self, cells: Cells) -> Attestation | None:
        cells.needed(*NEEDED)
        values: dict[str, Any] = {
            **{name: cells[name] for name in ("control", "statement", "document", "role")},
            **self._answer(cells),
            **self._document(cells),
            **_validity(cells),
            "date": cells.day("date"),
            "assets": tuple(filter(None, PARTS.split(cells["assets"]))),
        }
        if cells.problems:
            return None
        try:
            one = Attestation(**values)
        except Refused as error:
            cells.refused(error)
            return None
        document: Any = cells
        cells.problems += references(document, Attestations(attestations=(one,)), self.known)
        return one

    def _answer(self, cells: Cells) -> Mapping[str, str]:
        """The evidence or the signal that a row names; only its key counts, whatever stands behind it."""
        name, key = cells["control"], REST.split(cells["key"], maxsplit=1)[0]
        controls = self.known.controls.get(name, ())
        if not name:
            cells.fault("control", "no control stands in this row; take the whole row from the workbook")
        elif not controls:
            place: Any = cells
            cells.problems.append(unknown(place, ("control",), "control", name, self.known.controls))
        if not key or key in evidence_keys(controls):
            return {"evidence": key} if key else {}
        if key not in {signal for control in controls for signal in control.signals}:
            return {"evidence": key}
        if key.partition(".")[0] in self.providers:
            text = "'{value}' is read from the cloud itself; an attestation would not count"
            cells.fault("key", text, {"value": key})
        return {"signal": key}

    def _document(self, cells: Cells) -> Mapping[str, str]:
        """Place and hash of the document; where the place is given, the hash is taken here."""
        place, told = cells["path"].replace("\\", "/"), cells["sha256"].lower()
        if told and not SHA256.fullmatch(told):
            text = "'{value}' is no SHA-256; write its 64 hexadecimal digits"
            cells.fault("sha256", text, {"value": told})
        if place:
            return {"path": place, "sha256": self._digest(cells, place, told)}
        if not told:
            text = "write the place of the document within the folder of the records, or its SHA-256"
            cells.fault("path", text)
        return {"sha256": told}

    def _digest(self, cells: Cells, place: str, told: str) -> str:
        whole = self.folder / place
        try:
            if not whole.resolve().is_relative_to(self.folder.resolve().parent):
                text = "the document has to lie beside the configuration: {path}"
                cells.fault("path", text, {"path": place})
                return told
            found = digest_of(whole)
        except (OSError, ValueError):
            cells.fault("path", "the document can't be read: {path}", {"path": place})
            return told
        if told and told != found:
            text = "the document has another SHA-256; correct one of the two, or leave this cell empty"
            cells.fault("sha256", text)
        return found


def _validity(cells: Cells) -> Mapping[str, str]:
    """Until when it holds: a day, or a duration."""
    text = cells["valid"]
    if duration := span(text):
        return {"valid_for": duration}
    return {"valid_until": cells.day("valid")} if text else {}
