"""The closed sets as people read them: English gettext keys for statuses, levels and severities."""

from scanner.assessment import Status
from scanner.framework_model import Level
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
