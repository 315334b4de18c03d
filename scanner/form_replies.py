"""Plans from the replies to a request for correction: what is done, by whom, by when."""

from dataclasses import dataclass
from typing import Any

from scanner.form_attestations import Gathered
from scanner.form_cells import Cells, missing
from scanner.form_file import Form
from scanner.forms import ANSWERS, DONE_ALREADY, ITEM, PLANNED, REPLIES, REQUESTED
from scanner.people_refs import Known, references
from scanner.plans import Plan, Plans
from scanner.yamlfile import Refused

OWN = tuple(one.key for one in REPLIES)
BEHIND = {"control": "first_control"}


@dataclass(frozen=True)
class ReplyReader:
    """Reads forms for one organisation."""

    known: Known

    def read(self, form: Form) -> Gathered:
        """All rows of a form that were answered."""
        needed = [(one.key, one.title) for one in (ITEM, *REQUESTED, *REPLIES)]
        found = Gathered(problems=list(missing(form, needed)))
        if not found.problems:
            for row in form.rows:
                if row.filled(OWN):
                    self._row(Cells(form, row, BEHIND), found)
        return found

    def _row(self, cells: Cells, found: Gathered) -> None:
        chosen = cells.choice("answer", ANSWERS)
        if chosen and chosen not in (PLANNED, DONE_ALREADY):
            found.left += 1
            return
        one = self._plan(cells, done=chosen == DONE_ALREADY)
        found.problems += cells.problems
        if one and not cells.problems:
            found.records.append(one)

    def _plan(self, cells: Cells, *, done: bool) -> Plan | None:
        cells.needed("first_control", "measure", "owner", "date", "done" if done else "due")
        days = {name: cells.day(name) for name in ("date", "due", "done")}
        if cells.problems:
            return None
        try:
            one = Plan(
                control=cells["first_control"],
                measure=cells["measure"],
                owner=cells["owner"],
                date=days["date"],
                due=days["due"] or max(days["done"], days["date"]),
                done=days["done"] or None,
                check=cells["check"] or None,
                target=cells["target"] or None,
            )
        except Refused as error:
            cells.refused(error)
            return None
        document: Any = cells
        cells.problems += references(document, Plans(plans=(one,)), self.known)
        return one
