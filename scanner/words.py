"""The closed sets as people read them: English gettext keys for statuses, levels, severities and roles."""

import re

from scanner.assessment import Status
from scanner.framework_model import Level
from scanner.language import Translator
from scanner.model import Severity

STATUS = {
    Status.MET: "met",
    Status.NOT_MET: "not met",
    Status.UNDETERMINED: "undetermined",
    Status.EVIDENCE_NEEDED: "evidence needed",
    Status.EXCEPTED: "excepted",
    Status.NOT_APPLICABLE: "not applicable",
    Status.COVERED: "covered by provider",
}

LEVEL = {
    Level.REQUIRED: "required",
    Level.RECOMMENDED: "recommended",
    Level.INFORMATION: "information",
    Level.NOT_APPLICABLE: "not asked for",
}

SEVERITY = {
    Severity.CRITICAL: "critical",
    Severity.HIGH: "high",
    Severity.MEDIUM: "medium",
    Severity.LOW: "low",
    Severity.INFO: "for information",
}

WHO = {
    "municipality": "municipality",
    "prefecture": "prefecture",
    "ASP": "application service provider",
    "CSP": "cloud service provider",
    "contractor/vendor": "contractor",
    "Digital Agency": "Digital Agency",
    "MIC": "Ministry of Internal Affairs and Communications",
    "auditor": "auditor",
    "national agencies": "national agencies",
}

UNTIL = {
    "until-change": "until it changes",
    "until-expiry": "until the document expires",
    "contract-term": "for the term of the contract",
    "permanent": "for good",
}
UNITS = {"Y": "{count} years", "M": "{count} months", "W": "{count} weeks", "D": "{count} days"}


def who_text(who: str, t: Translator) -> str:
    """Who has to act; a name that is one in every language stays."""
    return t(WHO[who]) if who in WHO else who


def valid_text(valid_for: str, t: Translator) -> str:
    """How long a piece of evidence holds: `P3M` or one of the fixed words."""
    if valid_for in UNTIL:
        return t(UNTIL[valid_for])
    return " ".join(
        t.fill(UNITS[unit], count=count) for count, unit in re.findall(r"(\d+)([YMWD])", valid_for)
    )
