"""What people have to do next, the most urgent first."""

from collections.abc import Iterator

from reports.holes import holes
from reports.summary import defects, required_not_met
from scanner.assessment import Assessment, Status
from scanner.language import Translator
from scanner.model import Reason

MOST = 5


def next_steps(assessment: Assessment, t: Translator) -> list[str]:
    """The steps in the translator's language; one that says so if nothing is left to do."""
    return list(_steps(assessment, t)) or [
        t("Nothing is left to do. Read again at intervals, and after every change of a service.")
    ]


def _steps(assessment: Assessment, t: Translator) -> Iterator[str]:
    if count := defects(assessment):
        yield t.fill("Faults of Tenken itself, to be reported to its developers: {count}", count=count)
    if permissions := _permissions(assessment):
        yield t.fill("Grant the missing permissions, then read again: {names}", names=permissions)
    if not all(hole.permission for hole in holes(assessment)):
        yield t("Remove what stopped the reading (listed at the top), then read again.")
    if facts := undeclared_facts(assessment):
        yield t.fill("Answer under facts: in records/declarations.yaml: {names}", names=", ".join(facts))
    yield from _declarations(assessment, t)
    if count := len(required_not_met(assessment.controls)):
        yield t.fill("Required controls whose settings have to be corrected: {count}", count=count)
    if count := sum(one.status is Status.EVIDENCE_NEEDED for one in assessment.controls):
        yield t.fill("Controls whose evidence has to be gathered from people: {count}", count=count)


def _permissions(assessment: Assessment) -> str:
    named = (hole.permission for hole in holes(assessment))
    single = (name for names in named for name in names.split(", ") if name)
    return ", ".join(sorted(set(single)))


def undeclared_facts(assessment: Assessment) -> list[str]:
    """The facts that undetermined controls wait for, by key: a reason about one names it."""
    waiting = (one for one in assessment.controls if one.status is Status.UNDETERMINED)
    named = {reason.values.get("fact") for one in waiting for reason in one.reasons}
    return sorted(str(name) for name in named if name)


def _declarations(assessment: Assessment, t: Translator) -> Iterator[str]:
    missing = (one.message for one in assessment.findings if one.code is Reason.UNDECLARED)
    texts = list(dict.fromkeys(t.message(message) for message in missing))
    for text in texts[:MOST]:
        yield f"{t('Declare')}: {text}"
    if len(texts) > MOST:
        yield t.fill("Declarations that further findings ask for: {count}", count=len(texts) - MOST)
