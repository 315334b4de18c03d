"""The assessment results: a result per organisation, an observation per finding and gap, all controls.

OSCAL knows satisfied and not satisfied alone. Only what is met is satisfied; what is undetermined or waits
for people is not satisfied for another reason, and says which status it has. What does not apply is left out
of the controls that were reviewed.
"""

from reports.oscal.observations import Observations
from reports.oscal.parts import Ids, Plain, line, lines, metadata, prop, props, resource, token
from reports.reasons import reasons_text
from scanner.assessment import Assessment, ControlVerdict, Organisation, Status, TargetResult
from scanner.framework_model import Control, Framework
from scanner.language import Translator

REASON = {Status.MET: "pass", Status.NOT_MET: "fail"}
"""Why a target has its state; anything else is `other`."""


def results(assessment: Assessment, translator: Translator) -> Plain:
    """The document; its long lists are made as they are written."""
    return Results(assessment, translator).document()


class Results:
    """The document of one assessment in one language."""

    def __init__(self, assessment: Assessment, translator: Translator) -> None:
        self.assessment, self.t = assessment, translator
        self.id = Ids(assessment.run.id)
        self._observed = Observations(assessment, translator, self.id)
        self._found = frozenset(one.id for one in assessment.findings)
        self._controls = {
            (one.framework, one.edition, control.id): control
            for one in assessment.frameworks
            for control in one.controls
        }

    def document(self) -> Plain:
        """The whole."""
        plan = self.id("plan")
        plans = {
            "uuid": plan,
            "title": "tenken.yaml",
            "description": self.t("What was to be read, as configured."),
        }
        documents = [resource(one, self.id, self.t) for one in self.assessment.frameworks]
        return {
            "uuid": self.id("results"),
            "metadata": metadata(self.assessment, self.t, self.t("Result of the inspection by Tenken")),
            "import-ap": {"href": f"#{plan}"},
            "results": (self._result(one) for one in self.assessment.organisations),
            "back-matter": {"resources": [plans, *documents]},
        }

    def _result(self, organisation: Organisation) -> Plain:
        whole, mine = self.assessment, organisation.id
        targets = [one for one in whole.targets if one.organisation == mine]
        verdicts = [one for one in whole.controls if one.organisation == mine]
        stated = [one for one in verdicts if one.status is not Status.NOT_APPLICABLE]
        found = [one for one in whole.findings if one.organisation == mine]
        gaps = any(one.gaps for one in targets)
        made: Plain = {
            "uuid": self.id("result", mine),
            "title": line(organisation.name),
            "description": self.t("Settings that were read, and how the controls stand by them."),
            "start": whole.run.started_at,
            "end": whole.run.finished_at,
            "props": props(organisation=mine, case=organisation.case),
        }
        if targets:
            made["local-definitions"] = {"components": [self._component(one) for one in targets]}
        made["reviewed-controls"] = {"control-selections": self._selections(verdicts)}
        if found or gaps:
            made["observations"] = self._observed.of(found, targets)
        if stated:
            made["findings"] = (self._finding(one) for one in stated)
        return made

    def _component(self, target: TargetResult) -> Plain:
        return {
            "uuid": self.id("target", target.id),
            "type": "service",
            "title": line(target.id),
            "description": line(f"{target.provider} {target.account}"),
            "props": props(provider=target.provider, account=target.account),
            "status": {"state": "operational"},
        }

    def _selections(self, verdicts: list[ControlVerdict]) -> list[Plain]:
        """The controls of each document that were reviewed; without any document, all of none."""
        made = []
        for one in self.assessment.frameworks:
            mine = [
                verdict
                for verdict in verdicts
                if (verdict.framework, verdict.edition) == (one.framework, one.edition)
            ]
            if mine:
                made.append(self._selection(one, mine))
        return made or [{"description": self.t("No control was reviewed."), "include-all": {}}]

    def _selection(self, framework: Framework, verdicts: list[ControlVerdict]) -> Plain:
        out = [one for one in verdicts if one.status is Status.NOT_APPLICABLE]
        made: Plain = {
            "description": line(framework.title[self.t.language]),
            "props": props(framework=framework.framework, edition=framework.edition),
            "links": [
                {
                    "href": f"#{self.id('document', framework.framework, framework.edition)}",
                    "rel": "reference",
                }
            ],
            "include-controls": [{"control-id": token(one.id)} for one in verdicts if one not in out],
        }
        if out:
            made["exclude-controls"] = [{"control-id": token(one.id)} for one in out]
        if not made["include-controls"]:  # all but all of them
            del made["include-controls"]
            made["include-all"] = {}
        return made

    def _finding(self, one: ControlVerdict) -> Plain:
        control: Control = self._controls[one.framework, one.edition, one.id]
        reasons = "\n".join(reasons_text(one, control, self.t))
        state = "satisfied" if one.status is Status.MET else "not-satisfied"
        made: Plain = {
            "uuid": self.id("finding", one.organisation, one.framework, one.edition, one.id),
            "title": line(f"{one.id} {control.title[self.t.language]}"),
            "description": lines(control.summary[self.t.language]),
            "props": [
                prop("status", one.status.value),
                *props(level=one.level, case=one.case, framework=one.framework, edition=one.edition),
            ],
            "target": {
                "type": "objective-id",
                "target-id": token(one.id),
                "status": {
                    "state": state,
                    "reason": REASON.get(one.status, "other"),
                    "remarks": lines(reasons),
                },
            },
        }
        if observed := [name for name in one.findings if name in self._found]:
            made["related-observations"] = [
                {"observation-uuid": self.id("observation", name)} for name in observed
            ]
        return made
