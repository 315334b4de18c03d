"""From readings to an assessment, and the same again from the file."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from scanner import Fail, Pass, Reason, Severity, Verdict, check
from scanner.assessing import Judge
from scanner.assessment import Organisation, Run, Status
from scanner.evidence import Evidence
from scanner.evidence_store import read as read_file, write
from scanner.exit_code import exit_code
from scanner.framework_model import DocumentSource, Framework, Text
from scanner.model import Outcome
from scanner.plan import Plan
from scanner.records import Declarations, given_for
from tests.scanner.controls import CONTROL
from tests.scanner.trails import (
    account,
    any_trail,
    each_trail,
    regions,
    trails_denied_in_the_west,
)
from tests.scanner.world import Trail, provider, read

TEXT = Text(ja="題", en="title")
FUNCTIONS = (account, regions, trails_denied_in_the_west, any_trail, each_trail)
FRAMEWORK = Framework(
    framework="rules",
    edition="1",
    title=TEXT,
    status=TEXT,
    source=DocumentSource(document=TEXT, publisher=TEXT),
    controls=(
        replace(CONTROL, id="R-1", signals=(), checks=(each_trail.id,)),
        replace(CONTROL, id="R-2", signals=(), checks=(any_trail.id,)),
    ),
)
RUN = Run(id="r", started_at="s", finished_at="f", version="1", plugins=(), checks=None)
GIVEN = given_for("t1", Declarations(), {"unused_days": 90}, datetime(2026, 11, 21, tzinfo=UTC))
CITY = Organisation(id="aozora", name="青空市", case="i")


def evidence(*functions):
    return Evidence(
        run=RUN, organisations=(CITY,), frameworks=("rules",), targets=(read(*functions, given=GIVEN),)
    )


def judge(*functions):
    return Judge(plans={"cloud": Plan.of(provider(*functions))}, frameworks=(FRAMEWORK,), standing={})


def test_findings_of_a_target_make_the_verdicts_of_its_organisation():
    assessment = judge(*FUNCTIONS).assess(evidence(*FUNCTIONS))
    assert [one.outcome for one in assessment.findings] == [Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.PASS]
    assert [one.status for one in assessment.controls] == [Status.UNDETERMINED] * 2
    assert "cloud:ListTrails" in str(assessment.controls[0].reasons[-1])
    assert assessment.controls[0].findings == tuple(
        one.id for one in assessment.findings if one.check == "cloud.trail.each"
    )
    ((target, gap),) = assessment.gaps
    assert (target, gap.reason) == ("t1", Reason.DENIED)
    assert assessment.unmapped == ()


def test_assessed_again_from_the_file_it_is_equal():
    seen = evidence(*FUNCTIONS)
    out = io.BytesIO()
    write(seen, out)
    again = read_file(io.BytesIO(out.getvalue()), {"cloud": provider(*FUNCTIONS)})
    assert judge(*FUNCTIONS).assess(again) == judge(*FUNCTIONS).assess(seen)


def test_a_check_that_is_younger_than_the_file_is_unrecorded():
    seen = evidence(account, regions, trails_denied_in_the_west, each_trail)
    assessment = judge(*FUNCTIONS).assess(seen)
    codes = {one.check: one.code for one in assessment.findings if one.outcome is Outcome.UNKNOWN}
    assert codes["cloud.trail.any"] is Reason.UNRECORDED


def test_a_finding_keeps_its_id_while_its_outcome_changes():
    def judging(word):
        @check("cloud.trail.word", severity=Severity.LOW)
        def worded(trails: Sequence[Trail]) -> Iterator[Verdict]:
            """Trails.

            Reason.

            ## Remediation
            Remedy.
            """
            yield word(trails[0], "first", part="a")
            yield word(trails[0], "second", part="b")

        return worded

    from tests.scanner.trails import trails

    def ids(word):
        functions = (regions, trails, judging(word))
        return [one.id for one in judge(*functions).assess(evidence(*functions)).findings]

    assert ids(Pass) == ids(Fail)
    assert len(set(ids(Pass))) == 2


def test_checks_that_no_framework_uses_are_listed():
    functions = (account, regions, trails_denied_in_the_west, any_trail)
    empty = Judge(plans={"cloud": Plan.of(provider(*functions))}, frameworks=(), standing={})
    assert empty.assess(evidence(*functions)).unmapped == ("cloud.trail.any",)


def test_a_target_whose_plugin_is_not_here_is_a_gap_and_not_well():
    without = Judge(plans={}, frameworks=(FRAMEWORK,), standing={}).assess(evidence(*FUNCTIONS))
    assert without.findings == ()
    assert Reason.UNSUPPORTED in {gap.reason for _, gap in without.gaps}
    assert {one.status for one in without.controls} == {Status.UNDETERMINED}
    assert exit_code(without) == 4
