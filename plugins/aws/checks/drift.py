"""The account is set as it was approved."""

from collections.abc import Iterator, Sequence

from scanner import Comparison, Difference, Severity, Verdict, check, unexplained


@check("aws.drift.baseline", severity=Severity.HIGH, signals=["aws.drift"], partial="universal")
def baseline(comparison: Comparison, differences: Sequence[Difference]) -> Iterator[Verdict]:
    """The settings of the account are those that were approved, or the change is on record.

    Settings change by mistake, by a service update or by an attacker. What nobody asked for shows
    only beside what was approved.

    ## Remediation
    Undo the change. If it was wanted, write it into records/changes.yaml, or approve a new run:
    tenken baseline approve RUN --by ROLE --reason REASON
    """
    yield from unexplained(comparison, differences)
