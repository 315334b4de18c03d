"""The report to the CISO: two pages on what is open, overdue and closed, where else, and with whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, BinaryIO

from reports.about import about, completeness
from reports.holes import holes
from reports.pdf.press import press
from reports.request import plain
from reports.summary import tallies
from reports.words import REASON, SEVERITY, STATUS
from scanner.assessment import Assessment, Organisation, Status
from scanner.days import in_japan as japan
from scanner.framework_model import Level
from scanner.language import Translator
from scanner.on_file import OnFile
from scanner.progress import Fault, Progress
from scanner.renderer import Paper
from scanner.wrapping import cut

COUNTED = (Status.MET, Status.NOT_MET, Status.UNDETERMINED, Status.EVIDENCE_NEEDED, Status.EXCEPTED)
ROWS = 6
"""Rows of a table: with more, the report would not keep to its two pages."""
WIDE = 64
"""Half-width characters of a cell."""
SOON = 30
Table = dict[str, Any]


def papers(assessment: Assessment, translator: Translator) -> Iterator[Paper]:
    """One report per organisation."""
    for one in assessment.organisations:
        yield Paper(f"ciso-{plain(one.id)}.pdf", partial(_write, one, assessment, translator))


def _write(organisation: Organisation, assessment: Assessment, t: Translator, out: BinaryIO) -> None:
    out.write(press("ciso", _Report(assessment, organisation, t).data(), assessment, t))


@dataclass(frozen=True)
class _Report:
    """One organisation's."""

    assessment: Assessment
    organisation: Organisation
    t: Translator

    def data(self) -> dict[str, Any]:
        """What the template shows."""
        t = self.t
        first = [self._documents(), self._open()]
        first[-1]["last_of_page"] = True
        return {
            "title": t("Report to the CISO"),
            "organisation": self.organisation.name,
            "day": t.fill("Read at {time} (Japan time)", time=japan(self.assessment.run.started_at)),
            "aid": t("an aid to technical verification"),
            "footer": self.organisation.name,
            "about": [cut(line, 300) for line in about(self.assessment, t)],
            "warning": completeness(self.assessment, t) if self.assessment.gaps else "",
            "figures": list(self._figures()),
            "parts": [*first, *self._second()],
        }

    def _second(self) -> Iterator[Table]:
        """The second page."""
        yield self._overdue()
        yield self._closed()
        yield self._elsewhere()
        yield self._owners()
        yield self._unread()

    def _figures(self) -> Iterator[dict[str, str]]:
        t = self.t
        yield _figure(t("Open: required, not met"), self._count(Status.NOT_MET), "bad")
        yield _figure(t("Required, undetermined"), self._count(Status.UNDETERMINED), "unsure")
        yield _figure(t("Improvements overdue"), len(self._file.overdue) if self._recorded else "-", "bad")
        closed = len(closed) if (closed := self._progress.closed) is not None else "-"
        yield _figure(t("Closed since last time"), closed, "good")

    def _count(self, status: Status) -> int:
        return sum(
            one.status is status and one.level == Level.REQUIRED and one.organisation == self.organisation.id
            for one in self.assessment.controls
        )

    @property
    def _recorded(self) -> bool:
        return self.organisation.id in self.assessment.people

    @property
    def _file(self) -> OnFile:
        return self.assessment.people[self.organisation.id]

    @cached_property
    def _progress(self) -> Progress:
        return Progress(self.assessment, self.organisation)

    def _documents(self) -> Table:
        """How the required controls of each document stand."""
        t = self.t
        titles = {(one.framework, one.edition): one.title[t.language] for one in self.assessment.frameworks}
        rows = [
            [
                titles[one.framework, one.edition],
                one.edition,
                *(str(one.at(status, Level.REQUIRED)) for status in COUNTED),
            ]
            for one in tallies(self.assessment)
            if one.organisation == self.organisation.id
        ]
        names = [t("document"), t("edition"), *(t(STATUS[status]) for status in COUNTED)]
        return self._part(t("Required controls by document"), [5, 1.5, 1, 1.2, 1.7, 1.5, 1.3], names, rows)

    def _open(self) -> Table:
        t = self.t
        names = [t("What to correct"), t("severity"), t("target"), t("how many"), t("controls")]
        names += [t("days open"), t("role"), t("By when")]
        rows = [self._fault(one) for one in self._progress.faults]
        widths = [5, 1.2, 2, 1, 3, 1.5, 2, 1.6]
        return self._part(t("Open: to be corrected"), widths, names, rows, most=2 * ROWS)

    def _fault(self, fault: Fault) -> list[str]:
        t, one, age = self.t, fault.item, fault.age(self._progress.day)
        return [
            t(one.check.title),
            t(SEVERITY[one.check.severity]),
            one.target,
            str(len(one.findings)),
            ", ".join(dict.fromkeys(why.control.id for why in one.why)),
            "-" if age is None else str(age),
            one.plan.owner if one.plan else t("nobody yet"),
            one.due.isoformat() if one.due else "-",
        ]

    def _overdue(self) -> Table:
        t = self.t
        rows = [
            [one.control, one.measure, one.owner, one.last.isoformat(), str((self._file.day - one.last).days)]
            for one in self._progress.overdue
        ]
        names = [t("control"), t("What will be done"), t("role"), t("By when"), t("days late")]
        notes = [] if self._recorded else [t("The records are not in this evidence.")]
        return self._part(t("Overdue"), [1.4, 5, 2, 1.4, 1], names, rows, notes)

    def _closed(self) -> Table:
        t, since = self.t, self.assessment.since
        if since is None:
            nothing = [t("No earlier reading was given: what was closed since can't be told.")]
            return self._part(t("Closed since last time"), [1], [], [], nothing)
        titles = {check.id: t(check.title) for check in self.assessment.checks}
        rows = [
            [titles.get(one.check, one.check), one.target, one.resource.name or one.resource.id]
            for one in self._progress.mine(since.closed)
        ]
        text = t.fill(
            "Since {time}: new {opened}; of {untold} nothing is known now, they are not counted as closed.",
            time=japan(since.read_at),
            opened=len(self._progress.mine(since.opened)),
            untold=len(self._progress.mine(since.untold)),
        )
        names = [t("What was corrected"), t("target"), t("resource")]
        return self._part(t("Closed since last time"), [5, 2, 3], names, rows, [text])

    def _elsewhere(self) -> Table:
        """The faults of this organisation that are found at other targets too, its own or another's."""
        t = self.t
        titles = {check.id: t(check.title) for check in self.assessment.checks}
        rows = [
            [titles.get(one, one), str(len(found)), str(found.total()), ", ".join(sorted(found))]
            for one, found in self._progress.repeated.items()
        ]
        names = [t("What is wrong"), t("targets"), t("how many"), t("Where")]
        return self._part(t("The same fault at several targets"), [5, 1, 1, 4], names, rows)

    def _owners(self) -> Table:
        t = self.t
        rows = [[one.name, str(one.open), str(one.overdue), str(one.done)] for one in self._progress.owners]
        names = [t("role"), t("open"), t("overdue"), t("done")]
        return self._part(t("Improvements by who sees to them"), [5, 1, 1, 1], names, rows, self._ending())

    def _ending(self) -> list[str]:
        """How many records end soon."""
        if not self._recorded:
            return []
        over = sum(one.left < 0 for one in self._file.ending)
        soon = sum(0 <= one.left <= SOON for one in self._file.ending)
        text = "Records that have ended: {over}; that end within {days} days: {soon}"
        return [self.t.fill(text, over=over, soon=soon, days=SOON)]

    def _unread(self) -> Table:
        t = self.t
        rows = [
            [hole.target, t(REASON[hole.reason]), str(len(hole.gaps)), hole.permission]
            for hole in holes(self.assessment)
        ]
        names = [t("target"), t("why it is not known"), t("how many"), t("permission")]
        nothing = [] if rows else [t("Everything that was asked for could be read.")]
        return self._part(t("What could not be read"), [2, 2, 1, 5], names, rows, nothing)

    def _part(  # noqa: PLR0913, PLR0917 - the parts of a table
        self,
        title: str,
        widths: Sequence[float],
        names: Sequence[str],
        rows: Sequence[Sequence[str]],
        notes: Sequence[str] = (),
        most: int = ROWS,
    ) -> Table:
        """A table with its first rows, and how many more there are."""
        t = self.t
        said = [*notes]
        if len(rows) > most:
            said.insert(0, t.fill("and {count} more", count=len(rows) - most))
        if not rows and not notes:
            said = [t("none")]
        shown = [[cut(cell, WIDE) for cell in row] for row in rows[:most]]
        return {
            "title": title,
            "widths": list(widths),
            "titles": list(names),
            "rows": shown,
            "notes": said,
            "last_of_page": False,
        }


def _figure(name: str, value: int | str, colour: str) -> dict[str, str]:
    quiet = value in (0, "-")
    return {"name": name, "value": str(value), "colour": "plain" if quiet else colour}
