"""A control, findings of its checks, and the verdict that they come to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scanner import Message, Pass, Reason, Resource, Severity, Verdict, check
from scanner.assessment import Organisation, Status
from scanner.findings import Finding
from scanner.framework_model import (
    Assessment,
    Condition,
    Control,
    EvidenceItem,
    Level,
    Responsibility,
    Source,
    Text,
)
from scanner.model import Outcome
from scanner.verdict import Case, Scope, Standing
from tests.scanner.world import Bucket

TEXT = Text(ja="題", en="title")
CONTROL = Control(
    id="C-1",
    title=TEXT,
    summary=TEXT,
    source=Source(section="1"),
    level=Level.REQUIRED,
    responsibility=Responsibility(who=("municipality",)),
    rule_16_3=5,
    assessment=Assessment.AUTOMATED,
    signals=("cloud.one",),
    checks=("cloud.one.check",),
)
CITY = Organisation(id="aozora", name="青空市", case="i")


def declared(name: str, *signals: str) -> Any:
    @check(name, severity=Severity.LOW, signals=signals)
    def one(bucket: Bucket) -> Iterator[Verdict]:
        """Good.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(bucket, "fine")

    return one


ONE, TWO = declared("cloud.one.check", "cloud.one"), declared("cloud.two.check", "cloud.two")
SCOPE = Scope(
    providers=frozenset({"cloud"}),
    plugins=frozenset({"cloud"}),
    checks={"cloud.one.check": ONE, "cloud.two.check": TWO},
)


def finding(outcome: Outcome, check: str = "cloud.one.check", id: str = "f") -> Finding:
    return Finding(
        id=id,
        check=check,
        provider="cloud",
        organisation="aozora",
        target="t1",
        account="1",
        resource=Resource("bucket", id),
        outcome=outcome,
        message=Message.of("what was found: {outcome}", outcome=outcome.value),
        code=Reason.DENIED if outcome is Outcome.UNKNOWN else None,
        gap=None,
        severity=Severity.LOW,
        observed=None,
        read_at="",
    )


PASS, FAIL, UNKNOWN, NA = (
    finding(outcome, id=outcome.value)
    for outcome in (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE)
)


def case(*found: Finding, control: Control = CONTROL, city: Organisation = CITY, **standing: Any) -> Case:
    scope = replace(SCOPE, standing=Standing(**{key: frozenset(value) for key, value in standing.items()}))
    return Case(control=control, organisation=city, findings=found, scope=scope)


def status(*found: Finding, **options: Any) -> Status:
    return case(*found, **options).status


PARTIAL = replace(
    CONTROL, assessment=Assessment.PARTIAL, evidence=(EvidenceItem(key="paper", item=TEXT, valid_for="P1Y"),)
)
PROBED = replace(CONTROL, signals=("cloud.one", "probe.tls"))
CONDITIONAL = replace(CONTROL, applies_if=Condition(declared="file_exchange_outside"))
