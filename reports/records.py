"""The records of people as plain values: sections of the JSON document."""

from collections.abc import Callable, Iterator
from typing import Any

from scanner.assessment import Assessment
from scanner.language import Translator
from scanner.on_file import OnFile
from scanner.plans import Plan
from scanner.text import Message
from scanner.weighing import Weighed

Plain = dict[str, Any]
Parts = Callable[[Message], Plain]
"""A message for machines."""


class Records:
    """What all organisations have on file, list by list."""

    def __init__(self, assessment: Assessment, translator: Translator, parts: Parts) -> None:
        self._people = assessment.people
        self._translate, self._parts = translator, parts

    def lists(self) -> Iterator[tuple[str, Iterator[Plain]]]:
        """The lists, each made item by item."""
        yield "attestations", self._all(self._attestations)
        yield "waivers", self._all(_waivers)
        yield "accepted_gaps", self._all(_accepted)
        yield "plans", self._all(_plans)
        yield "systems", self._all(_systems)
        yield "operators", self._all(_operators)
        yield "assets", self._all(_assets)
        yield "relieved", self._all(self._relieved)

    def _all(self, made: Callable[[OnFile], Iterator[Plain]]) -> Iterator[Plain]:
        for organisation, on_file in self._people.items():
            for item in made(on_file):
                yield {"organisation": organisation, **item}

    def _attestations(self, on_file: OnFile) -> Iterator[Plain]:
        for weighed in on_file.attestations:
            fault = weighed.fault
            yield {
                **_attestation(weighed),
                "counts": fault is None,
                "fault": self._translate.message(fault) if fault else None,
                "message": self._parts(fault) if fault else None,
            }

    def _relieved(self, on_file: OnFile) -> Iterator[Plain]:
        language = self._translate.language
        for one in on_file.relieved:
            yield {
                "control": one.control,
                "sentence": one.sentence[language],
                "document": one.document[language],
            }


def _attestation(weighed: Weighed) -> Plain:
    one = weighed.attestation
    return {
        "control": one.control,
        "answers": "signal" if weighed.is_signal else "evidence",
        "key": weighed.key,
        "statement": one.statement,
        "document": one.document,
        "path": one.path,
        "sha256": one.sha256.lower(),
        "role": one.role,
        "date": one.first.isoformat(),
        "last": weighed.last.isoformat() if weighed.last else None,
        "assets": list(one.assets),
    }


def _waivers(on_file: OnFile) -> Iterator[Plain]:
    for one in on_file.waivers:
        yield {
            "finding": one.finding,
            "control": one.control,
            "check": one.check,
            "resource": one.resource,
            "reason": one.reason,
            "compensating": one.compensating,
            "role": one.approver,
            "date": one.first.isoformat(),
            "last": one.last.isoformat(),
            "counts": on_file.holds(one),
        }


def _accepted(on_file: OnFile) -> Iterator[Plain]:
    for one in on_file.accepted_gaps:
        yield {
            "target": one.target,
            "setting": one.setting,
            "permission": one.permission,
            "reason": one.reason,
            "role": one.approver,
            "date": one.first.isoformat(),
            "last": one.last.isoformat(),
            "counts": on_file.holds(one),
        }


def _plans(on_file: OnFile) -> Iterator[Plain]:
    late = on_file.overdue
    for one in on_file.plans:
        yield {**_plan(one), "overdue": one in late}


def _plan(one: Plan) -> Plain:
    return {
        "control": one.control,
        "check": one.check,
        "target": one.target,
        "measure": one.measure,
        "role": one.owner,
        "date": one.first.isoformat(),
        "due": one.last.isoformat(),
        "done": one.finished.isoformat() if one.finished else None,
    }


def _systems(on_file: OnFile) -> Iterator[Plain]:
    for one in on_file.systems:
        yield {
            "id": one.id,
            "name": one.name,
            "importance": one.importance,
            "tag": one.tag,
            "resources": list(one.resources),
            "targets": list(one.targets),
        }


def _operators(on_file: OnFile) -> Iterator[Plain]:
    for one in on_file.operators:
        yield {"id": one.id, "name": one.name, "systems": list(one.systems), "targets": list(one.targets)}


def _assets(on_file: OnFile) -> Iterator[Plain]:
    sheet = on_file.assets
    for one in sheet.assets if sheet else ():
        yield {
            "id": one.id,
            "name": one.name,
            "kind": one.kind,
            "importance": one.importance,
            "threats": dict(one.threats),
            "lowered": [
                {"threat": low.threat, "level": low.level, "reason": low.reason, "role": low.role}
                for low in one.lowered
            ],
        }
