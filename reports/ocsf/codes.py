"""The numbers of OCSF 1.8.0 for what Tenken's closed sets say. Source: https://schema.ocsf.io/1.8.0."""

from collections.abc import Mapping
from enum import IntEnum

from scanner.assessment import Status
from scanner.model import Outcome, Severity

VERSION = "1.8.0"
CLASS, CATEGORY = 2003, 2
RULE = 1
"""`analytic.type_id`: a rule."""


class Activity(IntEnum):
    """`activity_id`."""

    CREATE = 1
    UPDATE = 2
    CLOSE = 3


class Result(IntEnum):
    """`compliance.status_id`: only what passed is a pass."""

    UNKNOWN = 0
    PASS = 1
    WARNING = 2
    FAIL = 3
    OTHER = 99


class State(IntEnum):
    """`status_id` of the finding itself."""

    NEW = 1
    SUPPRESSED = 3
    RESOLVED = 4


OF_OUTCOME: Mapping[Outcome, Result] = {
    Outcome.PASS: Result.PASS,
    Outcome.FAIL: Result.FAIL,
    Outcome.UNKNOWN: Result.UNKNOWN,
    Outcome.NOT_APPLICABLE: Result.OTHER,
}
OF_STATUS: Mapping[Status, Result] = {
    Status.MET: Result.PASS,
    Status.NOT_MET: Result.FAIL,
    Status.UNDETERMINED: Result.UNKNOWN,
    Status.EVIDENCE_NEEDED: Result.WARNING,
    Status.EXCEPTED: Result.OTHER,
    Status.NOT_APPLICABLE: Result.OTHER,
    Status.COVERED: Result.OTHER,
}
SEVERITY: Mapping[Severity, tuple[int, str]] = {
    Severity.CRITICAL: (5, "Critical"),
    Severity.HIGH: (4, "High"),
    Severity.MEDIUM: (3, "Medium"),
    Severity.LOW: (2, "Low"),
    Severity.INFO: (1, "Informational"),
}
CLOUDS: Mapping[str, tuple[str, int, str]] = {
    "aws": ("AWS", 10, "AWS Account"),
    "m365": ("Microsoft 365", 17, "M365 Tenant"),
}
"""Provider name: `cloud.provider`, and `account.type_id` with its caption."""
OTHER = 99


class Observable(IntEnum):
    """`observables[].type_id`, with the captions of the schema."""

    IP_ADDRESS = 2
    EMAIL_ADDRESS = 5
    RESOURCE_UID = 10
    SUBNET = 12
    ACCOUNT_UID = 35

    @property
    def caption(self) -> str:
        """The caption of the schema."""
        return _CAPTIONS[self]


_CAPTIONS = {
    Observable.IP_ADDRESS: "IP Address",
    Observable.EMAIL_ADDRESS: "Email Address",
    Observable.RESOURCE_UID: "Resource UID",
    Observable.SUBNET: "Subnet",
    Observable.ACCOUNT_UID: "Account Object: uid",
}


def caption(result: Result) -> str:
    """`compliance.status` for its number."""
    return result.name.capitalize()
