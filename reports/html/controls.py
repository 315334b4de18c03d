"""The controls as rows: what each asks, how it stands, why, what to do next and who."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment

from reports.html.evidence import Shown, plans_for, shown, waivers_for
from reports.html.findings import ORDER, Findings, FindingView, urgency
from reports.html.rows import Key, LongTable, Row
from reports.reasons import reasons_text
from scanner.assessment import Assessment, CheckInfo, ControlVerdict, Status
from scanner.findings import Finding
from scanner.framework_model import Control, Framework, Level
from scanner.language import Translator
from scanner.model import Outcome, Reason
from scanner.on_file import OnFile
from scanner.plans import Plan
from scanner.since import Turn
from scanner.waivers import Waiver

INLINE = 450
"""Rows that stand in the page, and are shown at once: all of one organisation's, with all documents."""

EXAMPLES = 3
CONTRACTOR = "contractor/vendor"
LEVELS = tuple(Level)
STATUSES = tuple(Status)
URGENT = (Outcome.FAIL, Outcome.UNKNOWN)


@dataclass(frozen=True)
class ControlView:
    """One control of one organisation as the templates show it."""

    it: ControlVerdict
    control: Control
    framework: Framework
    order: int
    found: tuple[FindingView, ...]
    reasons: tuple[str, ...]
    on_file: OnFile | None

    @cached_property
    def counts(self) -> Mapping[tuple[str, Outcome], int]:
        """How many findings of each outcome each check has."""
        return Counter((one.it.check, one.it.outcome) for one in self.found)

    @cached_property
    def checks(self) -> tuple[CheckInfo, ...]:
        """The checks that found something, or nothing, here."""
        known = {view.check.id: view.check for view in self.found if view.check}
        return tuple(known[name] for name in self.control.checks if name in known)

    @cached_property
    def urgent(self) -> tuple[FindingView, ...]:
        """The findings that something has to be done about, the worst first."""
        found = (view for view in self.found if view.it.outcome in URGENT)
        return tuple(sorted(found, key=lambda view: urgency(view.it)))

    @property
    def examples(self) -> tuple[FindingView, ...]:
        """Some findings, the worst first; of a control that is met, one that shows it."""
        return self.urgent[:EXAMPLES] or self.found[:1]

    @property
    def failing(self) -> tuple[CheckInfo, ...]:
        """The checks whose remedy is the next step."""
        return tuple(one for one in self.checks if self.counts[one.id, Outcome.FAIL])

    @cached_property
    def causes(self) -> tuple[Reason, ...]:
        """Why something is not known: each has its own remedy."""
        codes = {view.it.code for view in self.urgent if view.it.code}
        return tuple(reason for reason in Reason if reason in codes)

    @cached_property
    def permissions(self) -> tuple[str, ...]:
        """The permissions that are missing."""
        denied = (one.it for one in self.urgent if one.it.code is Reason.DENIED)
        return tuple(sorted({one.permission for one in denied if one.permission}))

    @property
    def evidence(self) -> tuple[Shown, ...]:
        """What people show for it, and until when that holds."""
        return tuple(shown(self.control, self.on_file))

    @property
    def plans(self) -> tuple[Plan, ...]:
        """What is planned for it."""
        return plans_for(self.control.id, self.on_file)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The exceptions that name it, and that hold."""
        return waivers_for(self.control.id, self.on_file)

    @property
    def operators(self) -> tuple[str, ...]:
        """Who runs the targets that it was looked at in; or all, where a contractor is to see to it."""
        if self.on_file is None:
            return ()
        targets = {view.it.target for view in self.found}
        mine = [one for one in self.on_file.operators if targets & set(one.targets)]
        if not mine and CONTRACTOR in self.control.responsibility.who:
            mine = list(self.on_file.operators)
        return tuple(one.name for one in mine)

    @property
    def kinds(self) -> tuple[Outcome, ...]:
        """The outcomes, in the order of the columns."""
        return ORDER

    @property
    def asks_people(self) -> bool:
        """True if people are the ones to show something."""
        return self.it.status is Status.EVIDENCE_NEEDED

    @property
    def key(self) -> Key:
        """Filters: organisation, document, status, level. Then what rows are sorted by."""
        ranks = (STATUSES.index(self.it.status), LEVELS.index(Level(self.it.level)))
        document = f"{self.it.framework} {self.it.edition}"
        return (self.it.organisation, document, self.it.status.value, self.it.level, *ranks, self.order)


class Controls:
    """All verdicts of an assessment, in the order of the documents."""

    def __init__(
        self, assessment: Assessment, findings: Findings, translator: Translator, jinja: Environment
    ) -> None:
        self.assessment, self._t = assessment, translator
        self._findings = findings
        self._by_id: Mapping[str, Finding] = {one.id: one for one in assessment.findings}
        self._template = jinja.get_template("control.html")
        self._documents = {(one.framework, one.edition): one for one in assessment.frameworks}
        self._controls = {
            (*key, control.id): control for key, one in self._documents.items() for control in one.controls
        }

    def view(self, verdict: ControlVerdict, order: int = 0) -> ControlView:
        """The verdict with all that explains it."""
        key = (verdict.framework, verdict.edition)
        found = (self._by_id[name] for name in verdict.findings if name in self._by_id)
        control = self._controls[*key, verdict.id]
        return ControlView(
            it=verdict,
            control=control,
            framework=self._documents[key],
            order=order,
            found=tuple(map(self._findings.view, found)),
            reasons=reasons_text(verdict, control, self._t) or ("",),
            on_file=self.assessment.people.get(verdict.organisation),
        )

    def title(self, turn: Turn) -> str:
        """What the control is called whose verdict has changed."""
        return self._controls[turn.framework, turn.edition, turn.id].title[self._t.language]

    def table(self) -> LongTable:
        """The rows in the order of the documents."""
        return LongTable("controls", len(self.assessment.controls), INLINE, self._rows())

    def statuses(self) -> list[Status]:
        """The statuses that occur."""
        found = {one.status for one in self.assessment.controls}
        return [status for status in STATUSES if status in found]

    def levels(self) -> list[str]:
        """The levels that occur."""
        found = {one.level for one in self.assessment.controls}
        return [level.value for level in LEVELS if level.value in found]

    def _rows(self) -> Iterator[Row]:
        for order, verdict in enumerate(self.assessment.controls):
            view = self.view(verdict, order)
            yield Row(view.key, self._template.render(view=view))
