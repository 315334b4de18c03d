"""The logs of sign-ins and of the directory: sent elsewhere, and kept there."""

import math
from collections.abc import Iterator, Sequence

from plugins.m365.rules.log_exports import TABLES, carries, days_kept, may_carry
from plugins.m365.rules.plans import ENTRA_P1, is_missing
from plugins.m365.settings.log_exports import LogExport, LogTable, StorageLifecycle
from plugins.m365.settings.plans import Sku
from scanner import (
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Severity,
    Unknown,
    Verdict,
    check,
)

SIGNALS = ["m365.signin"]
LOGS = Resource("microsoft.aadiam/diagnosticSettings", "diagnosticSettings", "logs of Microsoft Entra ID")
FREE, PREMIUM = 7, 30
"""Days: learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention."""


@check("m365.signin.exported", severity=Severity.HIGH, signals=SIGNALS)
def exported(exports: Sequence[LogExport], skus: Reading[Sku]) -> Iterator[Verdict]:
    """The logs of sign-ins and of changes in the directory are sent to a place that keeps them.

    By itself the directory forgets after a week or a month who signed in, from where, and who changed what.
    Most intrusions are noticed later than that.

    ## Remediation
    Entra admin center, *Monitoring & health > Diagnostic settings*: send *AuditLogs*, *SignInLogs*,
    *NonInteractiveUserSignInLogs*, *ServicePrincipalSignInLogs* and *ManagedIdentitySignInLogs* to a Log
    Analytics workspace, a storage account or the event hub of your SIEM.
    """
    for category in TABLES:
        found = [one.name for one in exports if carries(one, category)]
        if found:
            template = "{category} goes out by {exports}"
            yield Pass(LOGS, template, category=category, exports=", ".join(sorted(found)), part=category)
        elif any(map(may_carry, exports)):
            template = "whether {category} goes out can't be told: an export names no category"
            yield Unknown(LOGS, Reason.MALFORMED, template, category=category, part=category)
        else:
            yield _kept_here(category, skus)


def _kept_here(category: str, skus: Reading[Sku]) -> Verdict:
    if is_missing(ENTRA_P1, skus):
        template = "{category} goes nowhere, and is forgotten after {days} days; plan missing: {plan}"
        return Fail(LOGS, template, category=category, days=FREE, plan=ENTRA_P1, part=category)
    template = "{category} goes nowhere, and is forgotten after {days} days at most"
    return Fail(LOGS, template, category=category, days=PREMIUM, part=category)


@check("m365.signin.kept", severity=Severity.HIGH, signals=SIGNALS)
def kept(
    exports: Sequence[LogExport],
    tables: Reading[LogTable],
    lifecycles: Reading[StorageLifecycle],
    limits: Limits,
) -> Iterator[Verdict]:
    """The exported logs are kept as long as they have to be.

    A log that its target deletes after three months is no better than none when an intrusion is found after
    half a year.

    ## Remediation
    Log Analytics workspace, *Tables*: set the total retention of each table to a year or longer. Storage
    account, *Lifecycle management*: let no rule delete the containers *insights-logs-…* earlier. Of an event
    hub, attest how long the SIEM behind it keeps what it gets.
    """
    wanted = limits["log_retention_days"]
    gaps = (*tables.gaps, *lifecycles.gaps)
    carried = [one for one in TABLES if any(carries(export, one) for export in exports)]
    for category in carried:
        going = [one for one in exports if carries(one, category)]
        days = [found for one in going for found in days_kept(one, category, tables.items, lifecycles.items)]
        yield _judged(category, days, wanted, gaps[0].reason if gaps else Reason.UNSUPPORTED)
    if not carried:
        yield NotApplicable(LOGS, "no log is exported")


def _judged(category: str, days: Sequence[float | None], wanted: int, reason: Reason) -> Verdict:
    longest = max((one for one in days if one is not None), default=0)
    if longest == math.inf:
        return Pass(LOGS, "{category}: nothing deletes it by itself", category=category, part=category)
    if longest >= wanted:
        template = "{category} is kept for {days} days"
        return Pass(LOGS, template, category=category, days=int(longest), part=category)
    if None in days:
        template = (
            "for how long {category} is kept where it goes was not read, or can't be: an event hub, say"
        )
        return Unknown(LOGS, reason, template, category=category, part=category)
    template = "{category} is kept for {days} days; at least {wanted} are needed"
    return Fail(LOGS, template, category=category, days=int(longest), wanted=wanted, part=category)
