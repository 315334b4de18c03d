"""The closed sets as people read them: English gettext keys for statuses, levels and reasons."""

from scanner.model import Gap, Outcome, Reason
from scanner.words import LEVEL, SEVERITY, STATUS

__all__ = ["CASE", "LEVEL", "OUTCOME", "REASON", "REMEDY", "SEVERITY", "SIGN_IN", "STATUS", "remedy"]

OUTCOME = {
    Outcome.PASS: "passes",
    Outcome.FAIL: "fails",
    Outcome.NOT_APPLICABLE: "not applicable",
    Outcome.UNKNOWN: "unknown",
}

CASE = {"a": "case (a)", "i": "case (i)", "u": "case (u)"}

REASON = {
    Reason.DENIED: "access denied",
    Reason.THROTTLED: "too many requests",
    Reason.UNLICENSED: "no licence",
    Reason.UNSUPPORTED: "not offered here",
    Reason.UNREACHABLE: "not reachable",
    Reason.MALFORMED: "unexpected answer",
    Reason.DEADLINE: "out of time",
    Reason.UNDECLARED: "not declared",
    Reason.UNRECORDED: "not in the evidence",
    Reason.DISABLED: "switched off",
    Reason.DEFECT: "fault of Tenken",
}

REMEDY = {
    Reason.DENIED: "Let the reading role or application hold the missing permission, then read again.",
    Reason.THROTTLED: "Read again later; the service turned down too many requests.",
    Reason.UNLICENSED: "Ask whether the plan that this setting belongs to is in the contract.",
    Reason.UNSUPPORTED: "Check by hand: the service does not offer this setting here.",
    Reason.UNREACHABLE: "Check the network, the proxy and the credentials, then read again.",
    Reason.MALFORMED: "Update Tenken; if that does not help, report the operation to its developers.",
    Reason.DEADLINE: "Read again with a longer --deadline, or fewer targets at a time.",
    Reason.UNDECLARED: "Add the declaration to records/declarations.yaml.",
    Reason.UNRECORDED: "Collect again: this evidence was written without the setting.",
    Reason.DISABLED: "Switch the feature on, or state in the records why it is not used.",
    Reason.DEFECT: "Report this to the developers of Tenken; it is not a fault of your settings.",
}

SIGN_IN = "Sign in again or renew the credentials (profile, key, certificate, secret), then read again."


def remedy(gap: Gap) -> str:
    """What would close a gap: a permission, unless it is known that none would."""
    return SIGN_IN if gap.reason is Reason.DENIED and not gap.permission else REMEDY[gap.reason]
