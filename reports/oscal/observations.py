"""The observations: one per finding, and one per thing that was not read."""

import json
from collections.abc import Iterable, Iterator

from reports.oscal.parts import Ids, Plain, line, lines, props
from scanner.assessment import Assessment, TargetResult
from scanner.findings import Finding
from scanner.language import Translator
from scanner.model import Gap, Resource


class Observations:
    """Makes the observations of one assessment in one language."""

    def __init__(self, assessment: Assessment, translator: Translator, ids: Ids) -> None:
        self.t, self.id = translator, ids
        self._at = assessment.run.started_at
        self._checks = {check.id: check for check in assessment.checks}

    def of(self, found: Iterable[Finding], targets: Iterable[TargetResult]) -> Iterator[Plain]:
        """What was not read, then what was found."""
        for target in targets:
            for number, gap in enumerate(target.gaps):
                yield self._gap(target, number, gap)
        yield from (self._observation(one) for one in found)

    def _observation(self, one: Finding) -> Plain:
        check = self._checks.get(one.check)
        made = {
            "uuid": self.id("observation", one.id),
            "title": line(self.t(check.title) if check else one.check),
            "description": lines(self.t.message(one.message)),
            "props": props(
                check=one.check,
                outcome=one.outcome.value,
                severity=one.severity.value,
                reason=one.code.value if one.code else None,
                permission=one.permission,
                finding=one.id,
            ),
            "methods": ["TEST"],
            "types": ["finding"],
            "subjects": [self._subject(one.target, one.resource)],
            "collected": one.read_at or self._at,
        }
        if one.observed is not None:
            made["relevant-evidence"] = [
                {"description": lines(json.dumps(one.observed, ensure_ascii=False, default=str))}
            ]
        return made

    def _gap(self, target: TargetResult, number: int, gap: Gap) -> Plain:
        return {
            "uuid": self.id("gap", target.id, str(number)),
            "title": line(self.t.fill("NOT READ: {setting}", setting=gap.setting)),
            "description": lines(self.t.message(gap.message)),
            "props": props(
                outcome="unknown", reason=gap.reason.value, permission=gap.permission, operation=gap.operation
            ),
            "methods": ["TEST"],
            "types": ["not-read"],
            "subjects": [self._subject(target.id, gap.scope)],
            "collected": self._at,
        }

    def _subject(self, target: str, resource: Resource) -> Plain:
        """What an observation is about: a resource of a target. OSCAL has no empty lists."""
        about = props(resource_type=resource.type, resource_id=resource.id, region=resource.region)
        made = {
            "subject-uuid": self.id("target", target),
            "type": "component",
            "title": line(resource.name or resource.id or target),
        }
        return {**made, "props": about} if about else made
