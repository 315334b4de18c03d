"""The verdicts as JUnit XML for pipelines: a test case per control, and per setting that was not read.

Not met is a failure; what can't be told is an error, never a success; what asks for people, is excepted, is
the provider's or does not apply is skipped, with the reason.
"""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, tostring

from reports.about import about
from reports.reasons import reasons_text
from reports.visible import visible
from reports.words import LEVEL, STATUS
from scanner.assessment import Assessment, ControlVerdict, Status, TargetResult
from scanner.findings import Finding
from scanner.framework_model import Control, Framework, Level
from scanner.language import Translator
from scanner.model import Gap, Outcome

OUTCOME = {Status.MET: "", Status.NOT_MET: "failure", Status.UNDETERMINED: "error"}
"""The element that says what a status is to a pipeline; of all others it is `skipped`."""

SHOWN = {Status.NOT_MET: Outcome.FAIL, Status.UNDETERMINED: Outcome.UNKNOWN}
"""The findings that a case shows."""

MOST = 20


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the suites one by one: what was not read, then a suite per organisation and framework."""
    run = visible(assessment.run.id)
    out.write(b"<?xml version='1.0' encoding='utf-8'?>\n")
    out.write(f'<testsuites name="tenken" id="{_attribute(run)}">\n'.encode())
    suites = Suites(assessment, translator).all()
    out.writelines(tostring(suite, encoding="utf-8", xml_declaration=False) + b"\n" for suite in suites)
    out.write(b"</testsuites>\n")


class Suites:
    """The suites of one assessment in one language."""

    def __init__(self, assessment: Assessment, translator: Translator) -> None:
        self.assessment, self.t = assessment, translator
        self._findings = {one.id: one for one in assessment.findings}

    def all(self) -> Iterator[Element]:
        """A suite per target with gaps, then one per organisation and framework."""
        for target in self.assessment.targets:
            if target.gaps:
                yield self._suite(target.id, [self._gap(target, gap) for gap in target.gaps])
        for organisation in self.assessment.organisations:
            for framework in self.assessment.frameworks:
                cases = list(self._cases(organisation.id, framework))
                if cases:
                    name = f"{organisation.id} {framework.framework} {framework.edition}"
                    yield self._suite(name, cases)

    def _suite(self, name: str, cases: list[Element]) -> Element:
        counts = Counter(child.tag for case in cases for child in case)
        suite = Element("testsuite", name=visible(name), tests=str(len(cases)))
        suite.attrib |= {"failures": str(counts["failure"]), "errors": str(counts["error"])}
        suite.attrib |= {"skipped": str(counts["skipped"]), "time": "0"}
        suite.set("timestamp", self.assessment.run.started_at.partition(".")[0].removesuffix("Z"))
        properties = SubElement(suite, "properties")
        for number, text in enumerate(about(self.assessment, self.t), 1):
            SubElement(properties, "property", name=f"about.{number}", value=visible(text))
        suite.extend(cases)
        return suite

    def _cases(self, organisation: str, framework: Framework) -> Iterator[Element]:
        known = {control.id: control for control in framework.controls}
        for one in self.assessment.controls:
            key = (one.organisation, one.framework, one.edition)
            if key == (organisation, framework.framework, framework.edition):
                yield self._case(one, known[one.id])

    def _case(self, one: ControlVerdict, control: Control) -> Element:
        case = _case(f"{one.organisation}.{one.framework}", f"{one.id} {control.title[self.t.language]}")
        reasons = "\n".join(reasons_text(one, control, self.t))
        if outcome := OUTCOME.get(one.status, "skipped"):
            level = self.t(LEVEL[Level(one.level)])
            heading = f"{self.t(STATUS[one.status])} ({level}): {reasons}"
            _outcome(case, outcome, one.status, heading, "\n".join(self._behind(one)))
        return case

    def _behind(self, one: ControlVerdict) -> Iterator[str]:
        found = [self._findings[name] for name in one.findings if name in self._findings]
        shown = [finding for finding in found if finding.outcome is SHOWN.get(one.status)]
        yield from (self._line(finding) for finding in shown[:MOST])
        if len(shown) > MOST:
            yield self.t.fill("and {count} more", count=len(shown) - MOST)

    def _line(self, one: Finding) -> str:
        name = one.resource.name or one.resource.id
        return f"{one.check} {one.target} {name}: {self.t.message(one.message)}"

    def _gap(self, target: TargetResult, gap: Gap) -> Element:
        name = " ".join(filter(None, (gap.setting, gap.scope.region, gap.scope.name or gap.scope.id)))
        case = _case(f"{target.organisation}.{target.id}", name)
        _outcome(case, "error", gap.reason, self.t.message(gap.message), gap.permission)
        return case


def _case(group: str, name: str) -> Element:
    return Element("testcase", classname=visible(group), name=visible(name), time="0")


def _outcome(case: Element, tag: str, kind: str, heading: str, body: str) -> None:
    child = SubElement(case, tag, message=visible(heading))
    if tag != "skipped":
        child.set("type", kind)
    child.text = visible(body)


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
