"""What the events say before it is known what was heard earlier: a draft per finding, gap and control."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.ocsf.codes import OF_OUTCOME, OF_STATUS, RULE, Result
from reports.ocsf.parts import Place, Plain, digest, observables, resource
from reports.ocsf.words import Words
from reports.reasons import reasons_text
from reports.words import LEVEL, STATUS, remedy
from scanner.assessment import Assessment, CheckInfo, ControlVerdict, Status, TargetResult
from scanner.findings import Finding
from scanner.framework_model import Level
from scanner.language import Translator
from scanner.model import Gap, Severity
from scanner.reasons import UNASKED

CALM = (Result.PASS, Result.OTHER)
OF_LEVEL = {Level.REQUIRED: Severity.HIGH, Level.RECOMMENDED: Severity.MEDIUM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One event to be: what it is about, how it stands, and what OCSF asks for beside that.

    `scope` says within what the same `uid` would be found again: its kind, then target or organisation, then
    check, setting or framework.
    """

    uid: str
    scope: tuple[str, ...]
    organisation: str
    result: Result
    suppressed: bool
    profiles: tuple[str, ...]
    payload: Plain


class Drafts:
    """The drafts of one assessment in one language."""

    def __init__(self, assessment: Assessment, translator: Translator) -> None:
        self.assessment = assessment
        self.words = Words(assessment, translator)
        self._checks = {check.id: check for check in assessment.checks}
        self._controls = {
            (framework.framework, framework.edition, control.id): control
            for framework in assessment.frameworks
            for control in framework.controls
        }

    def __iter__(self) -> Iterator[Draft]:
        """All of them; gaps first, since what was not read bears on what follows."""
        for target in self.assessment.targets:
            yield from self._gaps(target)
        for verdict in self.assessment.controls:
            if self._judged(verdict):
                yield self._control(verdict)
        for finding in self.assessment.findings:
            yield self._finding(finding)

    def _judged(self, one: ControlVerdict) -> bool:
        """False for a control that is open only because this run did not ask for all of its checks."""
        unasked = any(reason.template in UNASKED for reason in one.reasons)
        return self.assessment.run.checks is None or one.status is Status.NOT_MET or not unasked

    def _finding(self, one: Finding) -> Draft:
        check, words = self._checks[one.check], self.words
        result = OF_OUTCOME[one.outcome]
        place = Place(one.provider, one.account, one.resource.region)
        compliance = words.compliance(result, one.outcome, one.message, check.controls)
        seen: Plain = {} if one.observed is None else {"evidences": [_evidence(one)]}
        payload = {
            "finding_info": words.about(one.id, check.title, check.reason, "check", one.read_at)
            | _rule(check),
            **words.severity(check.severity, calm=result in CALM),
            "message": words.t.message(one.message),
            "compliance": compliance | {"checks": [words.check(check, result)]},
            "cloud": place.cloud(),
            "resources": [resource(one.resource)],
            "remediation": {"desc": words.t(check.remedy)},
            "observables": observables(place, one.resource, one.observed),
            **seen,
            **words.why(one.code),
            "unmapped": words.unmapped(one.message, one.target, one.code, one.permission),
        }
        scope = ("finding", one.target, one.check)
        return Draft(
            uid=one.id,
            scope=scope,
            organisation=one.organisation,
            result=result,
            suppressed=False,
            profiles=("cloud",),
            payload=payload,
        )

    def _gaps(self, target: TargetResult) -> Iterator[Draft]:
        taken: dict[str, int] = {}
        for gap in target.gaps:
            scope = gap.scope
            key = "|".join((gap.setting, scope.type, scope.region, scope.id, gap.operation, gap.permission))
            taken[key] = number = taken.get(key, 0) + 1
            yield self._gap(target, gap, digest("gap", target.id, key, str(number)))

    def _gap(self, target: TargetResult, gap: Gap, uid: str) -> Draft:
        words = self.words
        place = Place(target.provider, target.account, gap.scope.region)
        title = words.t("Setting not read: {setting}").format(setting=gap.setting)
        why = words.t("Nothing unread counts as met; the controls that depend on it are undetermined.")
        payload = {
            "finding_info": words.about(uid, title, why, "gap"),
            **words.severity(Severity.MEDIUM),
            "message": words.t.message(gap.message),
            "compliance": words.compliance(Result.UNKNOWN, gap.reason, gap.message, ()),
            "cloud": place.cloud(),
            "resources": [resource(gap.scope)],
            "remediation": {"desc": words.t(remedy(gap))},
            "observables": observables(place, gap.scope, None),
            **words.why(gap.reason),
            **({"api": {"operation": gap.operation}} if gap.operation else {}),
            "unmapped": words.unmapped(gap.message, target.id, gap.reason, gap.permission),
        }
        return Draft(
            uid=uid,
            scope=("gap", target.id, gap.setting),
            organisation=target.organisation,
            result=Result.UNKNOWN,
            suppressed=(target.id, gap) in self.assessment.accepted,
            profiles=("cloud",),
            payload=payload,
        )

    def _control(self, one: ControlVerdict) -> Draft:
        words, result = self.words, OF_STATUS[one.status]
        control = self._controls[one.framework, one.edition, one.id]
        uid = digest("control", one.organisation, one.framework, one.edition, one.id)
        about = words.about(uid, control.title[words.language], control.summary[words.language], "control")
        reasons = list(reasons_text(one, control, words.t))
        payload = {
            "finding_info": about | {"related_events": [{"uid": finding} for finding in one.findings]},
            **words.severity(OF_LEVEL.get(Level(one.level), Severity.INFO), calm=result in CALM),
            "message": "; ".join([words.t(STATUS[one.status]), *reasons]),
            "compliance": {
                **words.stands(result, one.status, reasons),
                "control": one.id,
                "requirements": [one.id],
                "standards": [f"{one.framework} {one.edition}"],
                "category": words.t(LEVEL[Level(one.level)]),
            },
            "resources": [{"uid": one.organisation, "name": words.organisation(one.organisation)}],
            "status_detail": words.t(STATUS[one.status]),
            "unmapped": {"level": one.level, "case": one.case, "source": control.source.section},
        }
        return Draft(
            uid=uid,
            scope=("control", one.organisation, one.framework, one.edition),
            organisation=one.organisation,
            result=result,
            suppressed=one.status is Status.EXCEPTED,
            profiles=(),
            payload=payload,
        )


def _rule(check: CheckInfo) -> Plain:
    return {"analytic": {"name": check.id, "uid": check.id, "type": "Rule", "type_id": RULE}}


def _evidence(one: Finding) -> Plain:
    return {"name": one.resource.type, "data": one.observed}
