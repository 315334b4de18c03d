"""Why a control has its verdict, in messages that people can act on."""

from collections.abc import Iterable, Iterator

from scanner.assessment import Status
from scanner.findings import Finding
from scanner.model import Outcome, Reason
from scanner.text import Message
from scanner.verdict import Case

SENTENCE = "{english}{japanese:.0}"
"""A sentence of a document, which has its own words in each language: here the Japanese is left empty."""

NOT_RUN = "{check} did not run"
UNDECIDED = "no check that ran decides {signal}"
UNASKED = (NOT_RUN, UNDECIDED)
"""Reasons of a verdict that is open because only some of the checks were asked for."""

MOST = 5
"""How many messages of one kind are shown before the rest is only counted."""

OTHERWISE = {
    Status.NOT_MET: Message.of("one of its parts fails"),
    Status.UNDETERMINED: Message.of("a signal that it needs is of no provider in scope"),
    Status.EVIDENCE_NEEDED: Message.of("people have to show it for everything that it speaks of"),
}
"""What is said where neither a finding nor a record explains the verdict by itself."""


def reasons(case: Case, status: Status) -> tuple[Message, ...]:
    """The reasons for a verdict; never empty."""
    return tuple(dict.fromkeys(_reasons(case, status))) or (OTHERWISE[status],)


def _reasons(case: Case, status: Status) -> Iterator[Message]:
    if status is Status.NOT_APPLICABLE:
        yield from list(case.not_asked()) or [Message.of("nothing that it speaks of is there")]
    elif status is Status.NOT_MET:
        yield from _of_findings(case, Outcome.FAIL)
    elif status is Status.COVERED:
        yield from _covered(case)
    elif status is Status.UNDETERMINED:
        yield from _undetermined(case)
    elif status is Status.EVIDENCE_NEEDED:
        yield from _needed(case)
    elif status is Status.EXCEPTED:
        yield Message.of("excepted by a record: {count} findings", count=_count(case, Outcome.FAIL))
    else:
        yield from _met(case)


def _covered(case: Case) -> Iterator[Message]:
    yield Message.of("Government Cloud covers it")
    for control, japanese, english in sorted(case.scope.standing.sentences):
        if control == case.control.id:
            yield Message.of(SENTENCE, english=english, japanese=japanese)


def _met(case: Case) -> Iterator[Message]:
    if passed := _count(case, Outcome.PASS):
        yield Message.of("{count} findings show that it holds", count=passed)
    if shown := case.shown_evidence():
        yield Message.of("people have shown it: {evidence}", evidence=", ".join(shown))


def _undetermined(case: Case) -> Iterator[Message]:
    condition = case.control.applies_if
    if condition and condition.declared not in dict(case.organisation.facts):
        template = (
            "not declared: add '{fact}: true' or '{fact}: false' under facts: in records/declarations.yaml"
        )
        yield Message.of(template, fact=condition.declared)
    yield from _of_findings(case, Outcome.UNKNOWN)
    for name in case.not_run():
        yield Message.of(NOT_RUN, check=name)
    for key in case.undecided():
        yield Message.of(UNDECIDED, signal=key)
    if case.control.logic:
        yield from _of_findings(case, Outcome.FAIL)
        yield from _needed(case)


def _needed(case: Case) -> Iterator[Message]:
    if shown := case.missing_evidence():
        yield Message.of("evidence is needed: {evidence}", evidence=", ".join(shown))
    for key in case.unshown():
        yield Message.of("no plugin can read {signal}: people have to show it", signal=key)


def _of_findings(case: Case, outcome: Outcome) -> Iterator[Message]:
    found = [one for one in case.findings if one.outcome is outcome and not case.waived(one)]
    messages = list(dict.fromkeys(one.message for one in found))
    yield from messages[:MOST]
    if len(messages) > MOST:
        yield Message.of("and {count} more", count=len(messages) - MOST)
    if missing := _permissions(found, Reason.DENIED):
        yield Message.of("missing permissions: {permissions}", permissions=missing)
    if missing := _permissions(found, Reason.UNLICENSED):
        yield Message.of("no licence for what these permissions read: {permissions}", permissions=missing)


def _permissions(found: Iterable[Finding], reason: Reason) -> str:
    """Those that would mend it: of a read that timed out, say, none is missing."""
    return ", ".join(sorted({one.permission for one in found if one.permission and one.code is reason}))


def _count(case: Case, outcome: Outcome) -> int:
    return sum(1 for one in case.findings if one.outcome is outcome)
