"""Everything that the page shows, in the order officials ask: is it complete, how do we stand, what next."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from jinja2 import Environment

from reports.about import about
from reports.failing import Failure, failing
from reports.holes import Hole, holes
from reports.html.bars import Bar, bar
from reports.html.controls import Controls, ControlView
from reports.html.findings import Findings
from reports.html.risk import Grid, grids
from reports.novelties import WHY, Novelty, novelties
from reports.places import COUNTED, Part, Place, places, systems
from reports.steps import next_steps, undeclared_facts
from reports.summary import Tally, defects, outcomes, tallies
from scanner.assessment import Assessment, CheckInfo, ControlVerdict, Organisation, Status
from scanner.days import in_japan as japan
from scanner.expiring import Ending
from scanner.framework_model import Figure, Framework, Level
from scanner.frameworks import load_facts
from scanner.language import Translator
from scanner.plans import Plan
from scanner.waivers import Waiver


class Page:
    """One assessment in one language; each section is made when the template comes to it."""

    def __init__(self, assessment: Assessment, translator: Translator, jinja: Environment) -> None:
        self.assessment, self.t = assessment, translator
        self.findings = Findings(assessment, translator, jinja)
        self.controls = Controls(assessment, self.findings, translator, jinja)

    @property
    def organisations(self) -> Sequence[Organisation]:
        """Whose result it is."""
        return self.assessment.organisations

    @property
    def title(self) -> str:
        """The page's title: whose result, of when."""
        names = "・".join(one.name for one in self.organisations[:3])
        if len(self.organisations) > 3:
            names = self.t.fill("{names} and {count} more", names=names, count=len(self.organisations) - 3)
        return self.t.fill(
            "Result of the inspection: {names} ({day})",
            names=names,
            day=japan(self.assessment.run.started_at)[:10],
        )

    @property
    def about(self) -> list[str]:
        """What the report says of itself."""
        return list(about(self.assessment, self.t))

    @cached_property
    def holes(self) -> Sequence[Hole]:
        """What was not read."""
        return list(holes(self.assessment))

    @property
    def defects(self) -> int:
        """Faults of the program itself."""
        return defects(self.assessment)

    counted = COUNTED
    """The outcomes that are counted by account and system."""

    @property
    def outcomes(self) -> Mapping[str, int]:
        """How many findings there are of each outcome."""
        return outcomes(self.assessment)

    @cached_property
    def novelties(self) -> Sequence[Novelty]:
        """What is new in the services."""
        return list(novelties(self.assessment))

    @property
    def why_novelties(self) -> str:
        """Why that matters."""
        return self.t(WHY)

    @property
    def steps(self) -> list[str]:
        """What to do next."""
        return next_steps(self.assessment, self.t)

    @property
    def names(self) -> list[tuple[str, str]]:
        """The organisations, for a choice."""
        return [(one.id, one.name) for one in self.organisations]

    @property
    def documents(self) -> list[tuple[str, str]]:
        """The documents, for a choice."""
        language = self.t.language
        return [
            (f"{one.framework} {one.edition}", f"{one.title[language]} ({one.edition})")
            for one in self.assessment.frameworks
        ]

    def levels(self, tally: Tally) -> list[Level]:
        """The levels that occur in a document."""
        return [level for level in Level if any(tally.at(status, level) for status in Status)]

    @property
    def questions(self) -> list[tuple[str, str]]:
        """The facts that nobody declared, each with its question; a key where there is none."""
        known, language = load_facts(), self.t.language
        return [
            (key, known[key].question[language] if key in known else key)
            for key in undeclared_facts(self.assessment)
        ]

    def tallies(self, organisation: Organisation) -> Iterator[tuple[Framework, Tally, Bar]]:
        """The counts of each document, with their picture."""
        documents = {(one.framework, one.edition): one for one in self.assessment.frameworks}
        for one in self._tallies:
            if one.organisation == organisation.id:
                yield documents[one.framework, one.edition], one, bar(one)

    def places(self, organisation: Organisation) -> list[Place]:
        """Where was read, and how it stands there."""
        return places(self.assessment, organisation)

    def systems(self, organisation: Organisation) -> list[Part]:
        """The systems that its people declare, with the accounts that they are in."""
        return list(systems(self.assessment, organisation))

    def failures(self, organisation: Organisation) -> list[Failure]:
        """The checks behind required controls that are not met."""
        return list(failing(self.assessment, organisation))

    def figures(self, organisation: Organisation) -> Iterator["FigureView"]:
        """The figures of the documents, with the organisation's verdicts."""
        for framework in self.assessment.frameworks:
            for figure in framework.figures:
                yield FigureView(figure, framework, organisation, self)

    def verdict(
        self, organisation: Organisation, framework: Framework, control: str
    ) -> ControlVerdict | None:
        """The verdict of one control."""
        return self._verdicts.get((organisation.id, framework.framework, framework.edition, control))

    def endings(self, organisation: Organisation) -> tuple[Ending, ...]:
        """What ends, and what has ended; nothing where the reading kept no records."""
        found = self.assessment.people.get(organisation.id)
        return found.ending if found else ()

    def overdue(self, organisation: Organisation) -> tuple[Plan, ...]:
        """The improvements that are late."""
        found = self.assessment.people.get(organisation.id)
        return found.overdue if found else ()

    def waivers(self, organisation: Organisation) -> list[Waiver]:
        """The exceptions that hold."""
        found = self.assessment.people.get(organisation.id)
        return [one for one in found.waivers if found.holds(one)] if found else []

    def risks(self, organisation: Organisation) -> Iterator[Grid]:
        """The matrix of risk, where people entered assets."""
        return grids(self.assessment, organisation.id)

    @property
    def checks(self) -> Sequence[CheckInfo]:
        """The checks, to be looked up."""
        return self.assessment.checks

    @cached_property
    def _tallies(self) -> Sequence[Tally]:
        return list(tallies(self.assessment))

    @cached_property
    def _verdicts(self) -> Mapping[tuple[str, str, str, str], ControlVerdict]:
        return {
            (one.organisation, one.framework, one.edition, one.id): one for one in self.assessment.controls
        }


class FigureView:
    """A figure of a document, with how one organisation stands by its lines."""

    def __init__(self, figure: Figure, framework: Framework, organisation: Organisation, page: Page) -> None:
        self.it, self.framework, self.organisation = figure, framework, organisation
        self._page = page

    @property
    def is_own(self) -> bool:
        """True if it is the figure of the organisation's own case."""
        return self.it.case == self.organisation.case

    def lines(self, controls: Sequence[str]) -> Iterator[ControlView]:
        """The controls of a part, in the figure's order."""
        for name in controls:
            if verdict := self._page.verdict(self.organisation, self.framework, name):
                yield self._page.controls.view(verdict)

    def level(self, view: ControlView) -> str:
        """How binding the control is in the figure's case."""
        return view.control.level_in(self.it.case).value
