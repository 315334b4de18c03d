"""Policies that no rule puts to use."""

from collections.abc import Sequence

from plugins.m365.rules.recipients import Stated, unclear
from scanner import NotApplicable, Reason, Unknown, Verdict


def unused(policy: object, rules: Sequence[Stated]) -> Verdict:
    """Say that a policy isn't in use, or that this can't be told: a rule is in a state that no page lists."""
    if unclear(rules):
        return Unknown(policy, Reason.MALFORMED, "whether a rule uses this policy can't be told")
    return NotApplicable(policy, "no rule that is on uses this policy")
