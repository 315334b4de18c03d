"""The assessment as plain values: the sections of the JSON document.

The shape is published as a JSON Schema, in `docs/schema/assessment.json`.
"""

import math
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from reports.places import by_target
from reports.reasons import reasons_text
from reports.records import Records
from reports.summary import DISCLAIMER, Tally, defects, outcomes, required_not_met, tallies, unread
from scanner.assessment import Assessment, CheckInfo, ControlVerdict, Organisation, Run, Status, TargetResult
from scanner.clock import text
from scanner.connection import Call
from scanner.findings import Finding
from scanner.framework_model import Level
from scanner.language import Translator
from scanner.model import Gap, Outcome
from scanner.since import Since
from scanner.text import Message, Scalar

SCHEMA = "urn:tenken:assessment:1"
Plain = dict[str, Any]


class Document:
    """One assessment in one language, section by section."""

    def __init__(self, assessment: Assessment, translator: Translator) -> None:
        self.assessment, self.translate = assessment, translator
        self._mapped = {check.id: check.controls for check in assessment.checks}
        self._counts = by_target(assessment.findings)
        self._controls = {
            (framework.framework, framework.edition, control.id): control
            for framework in assessment.frameworks
            for control in framework.controls
        }

    def head(self) -> Plain:
        """What stands before the lists."""
        return {
            "schema": SCHEMA,
            "disclaimer": self.translate(DISCLAIMER),
            "language": self.translate.language,
            "run": _run(self.assessment.run),
            "summary": self.summary(),
            "since": _since(self.assessment.since),
        }

    def lists(self) -> Iterator[tuple[str, Iterator[Any]]]:
        """The lists, each made item by item."""
        whole = self.assessment
        yield "organisations", (self._organisation(one) for one in whole.organisations)
        yield "targets", (self._target(one) for one in whole.targets)
        yield "gaps", self._gaps()
        yield "new_fields", self._new_fields()
        yield "controls", (self._control(one) for one in whole.controls)
        yield "findings", (self._finding(one) for one in sorted(whole.findings, key=_order))
        yield "checks", (self._check(one) for one in whole.checks)
        yield "frameworks", self._frameworks()
        yield "unmapped", iter(whole.unmapped)
        yield from Records(whole, self.translate, message_parts).lists()

    def summary(self) -> Plain:
        """Counts, and the facts that the exit code is made of."""
        whole = self.assessment
        return {
            "outcomes": outcomes(whole),
            "controls": [_tally(one) for one in tallies(whole)],
            "required_not_met": len(required_not_met(whole.controls)),
            "unread": unread(whole),
            "defects": defects(whole),
        }

    def _organisation(self, one: Organisation) -> Plain:
        on_file = self.assessment.people.get(one.id)
        day = on_file.day.isoformat() if on_file else None
        return {**_fields(one), "facts": dict(one.facts), "records_on": day}

    def _finding(self, one: Finding) -> Plain:
        return {
            "id": one.id,
            "check": one.check,
            "provider": one.provider,
            "organisation": one.organisation,
            "target": one.target,
            "account": one.account,
            "systems": self._systems(one),
            "region": one.resource.region,
            "resource": {"type": one.resource.type, "id": one.resource.id, "name": one.resource.name},
            "outcome": one.outcome,
            "reason": self.translate.message(one.message),
            "reason_code": one.code,
            "permission": one.permission,
            "message": message_parts(one.message),
            "severity": one.severity,
            "observed": one.observed,
            "controls": list(self._mapped.get(one.check, ())),
            "read_at": one.read_at or None,
        }

    def _control(self, one: ControlVerdict) -> Plain:
        control = self._controls[one.framework, one.edition, one.id]
        return {
            "organisation": one.organisation,
            "framework": one.framework,
            "edition": one.edition,
            "case": one.case,
            "id": one.id,
            "title": control.title[self.translate.language],
            "level": one.level,
            "status": one.status,
            "reasons": list(reasons_text(one, control, self.translate)),
            "messages": [message_parts(reason) for reason in one.reasons],
            "findings": list(one.findings),
        }

    def _target(self, one: TargetResult) -> Plain:
        notes = [self.translate.message(note) for note in one.notes]
        calls = [_call(call) for call in one.calls]
        lists = {"gaps": len(one.gaps), "new_fields": len(one.new_fields), "calls": calls, "notes": notes}
        counts = self._counts.get(one.id, Counter())
        found = {outcome.value: counts[outcome] for outcome in Outcome}
        return {**_fields(one), **lists, "outcomes": found}

    def _systems(self, one: Finding) -> list[str]:
        """The systems that the resource belongs to, as people wrote them down."""
        people = self.assessment.people.get(one.organisation)
        return [
            system.id for system in (people.systems if people else ()) if system.has(one.resource, one.target)
        ]

    def _gaps(self) -> Iterator[Plain]:
        for target in self.assessment.targets:
            for gap in sorted(target.gaps, key=_gap_order):
                yield {"organisation": target.organisation, "target": target.id, **self._gap(gap)}

    def _new_fields(self) -> Iterator[Plain]:
        for target in self.assessment.targets:
            for one in target.new_fields:
                yield {"organisation": target.organisation, "target": target.id, **_fields(one)}

    def _gap(self, gap: Gap) -> Plain:
        scope = gap.scope
        return {
            "setting": gap.setting,
            "scope": {"type": scope.type, "id": scope.id, "name": scope.name, "region": scope.region},
            "reason_code": gap.reason,
            "reason": self.translate.message(gap.message),
            "message": message_parts(gap.message),
            "permission": gap.permission,
            "operation": gap.operation,
        }

    def _check(self, one: CheckInfo) -> Plain:
        texts = {name: self.translate(getattr(one, name)) for name in ("title", "reason", "remedy")}
        return {**_fields(one), **texts}

    def _frameworks(self) -> Iterator[Plain]:
        for one in self.assessment.frameworks:
            language = self.translate.language
            yield {
                "framework": one.framework,
                "edition": one.edition,
                "title": one.title[language],
                "status": one.status[language],
                "controls": len(one.controls),
            }


def _since(since: Since | None) -> Plain | None:
    if since is None:
        return None
    found = {name: [_changed(one) for one in getattr(since, name)] for name in ("closed", "opened", "untold")}
    turns = [_fields(one) for one in since.controls]
    return {"run": since.run, "read_at": since.read_at, **found, "controls": turns}


def _changed(one: Finding) -> Plain:
    about = {"type": one.resource.type, "id": one.resource.id, "name": one.resource.name}
    return {"id": one.id, "check": one.check, "target": one.target, "resource": about}


def _run(run: Run) -> Plain:
    plugins = [{"name": name, "version": version} for name, version in run.plugins]
    return {**_fields(run), "plugins": plugins}


def _call(call: Call) -> Plain:
    return {
        "operation": call.operation,
        "region": call.region,
        "first": _instant(call.first),
        "last": _instant(call.last),
        "count": call.count,
        "retries": call.retries,
        "seconds": round(call.seconds, 3),
    }


def _instant(moment: str) -> str:
    """The moment as all others in the document are written, however the plugin wrote it."""
    return text(datetime.fromisoformat(moment))


def _tally(tally: Tally) -> Plain:
    statuses = {status.value: {level.value: tally.at(status, level) for level in Level} for status in Status}
    return {
        "organisation": tally.organisation,
        "framework": tally.framework,
        "edition": tally.edition,
        "case": tally.case,
        "statuses": statuses,
    }


def message_parts(message: Message) -> Plain:
    """A message for machines: its template, and its parameters by name."""
    params = {name: _exact(value) for name, value in message.params}
    return {"template": message.template, "params": params}


def _exact(value: Scalar) -> Scalar:
    """JSON has no name for infinity, nor for what is not a number."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _fields(value: Any) -> Plain:
    """The fields of a dataclass by name, in their own order, as they are."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _order(one: Finding) -> tuple[Any, ...]:
    return one.organisation, one.target, one.check, one.resource, one.id


def _gap_order(gap: Gap) -> tuple[Any, ...]:
    return gap.setting, gap.scope, gap.reason, gap.permission, gap.operation, str(gap.message)
