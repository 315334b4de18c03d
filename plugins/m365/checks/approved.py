"""Applications and programs: those that were approved, and no others."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.m365.rules.intune import DEVICES, INTUNE
from plugins.m365.rules.plans import plan_missing
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.applications import DetectedApp, EnterpriseApplication
from plugins.m365.settings.intune import Device
from plugins.m365.settings.plans import Sku
from scanner import (
    DeclaredApplication,
    DeclaredSoftware,
    Fail,
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

SIGNALS = ["m365.apps"]
MICROSOFT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"
"""The tenant of Microsoft's own services: learn.microsoft.com/troubleshoot/entra/entra-id/governance/
verify-first-party-apps-sign-in."""
MANAGED_IDENTITY = "ManagedIdentity"
"""The identity of a resource in Azure: nobody signs in to it."""
KINDS = ("Application", "Legacy", "SocialIdp")
APPLICATIONS = Resource("microsoft.graph.servicePrincipal", "servicePrincipals", "enterprise applications")


@check("m365.apps.approved", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def applications(
    apps: Sequence[EnterpriseApplication], approved: Reading[DeclaredApplication]
) -> Iterator[Verdict]:
    """Only approved applications can be used in the tenant.

    Somebody consents to an application once, and it reads mail and files for years, with a service behind
    it that nobody chose. Microsoft's own applications are not counted; those that are turned off are none.

    ## Remediation
    Entra admin center, *Enterprise applications*: turn off the sign-in of what nobody approved, or delete it.
    Name the rest by application id under `approved_applications` in `records/declarations.yaml`.
    """
    agreed = {one.application.casefold() for one in approved.items}
    found = [one for one in apps if _counts(one) and one.app_id not in agreed]
    if not found:
        yield Pass(APPLICATIONS, "no application can be used that was not declared")
    elif approved.complete:
        yield from map(_usable, found)
    else:
        template = (
            "{count} applications can be used; name those that are approved under approved_applications in "
            "records/declarations.yaml"
        )
        yield Unknown(APPLICATIONS, Reason.UNDECLARED, template, count=len(found))


@check("m365.apps.software", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def software(
    programs: Sequence[DetectedApp],
    devices: Sequence[Device],
    approved: Reading[DeclaredSoftware],
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Terminals have only approved programs.

    A program that somebody installed for himself is patched by nobody. Of terminals that their holders own,
    Intune shows only what it manages.

    ## Remediation
    Intune admin center, *Apps > Monitor > Discovered apps*: remove what nobody approved. Name the rest under
    `approved_software` in `records/declarations.yaml`, versions as `*`.
    """
    found = _others(programs, approved)
    if not programs:
        yield _nothing(devices, skus)
    elif not found:
        yield Pass(DEVICES, "{count} programs on terminals, all of them declared", count=len(programs))
    elif approved.complete:
        yield from (_program(name, terminals) for name, terminals in found.items())
    else:
        template = (
            "{count} programs are on terminals; name those that are approved under approved_software in "
            "records/declarations.yaml"
        )
        yield Unknown(DEVICES, Reason.UNDECLARED, template, count=len(found))


def _counts(one: EnterpriseApplication) -> bool:
    return one.enabled and one.kind != MANAGED_IDENTITY and one.owner != MICROSOFT


def _usable(one: EnterpriseApplication) -> Verdict:
    if one.kind not in KINDS:
        return unknown_value(one, "servicePrincipalType", one.kind)
    return Fail(one, "the application can be used, and nobody declared it")


def _others(programs: Iterable[DetectedApp], approved: Reading[DeclaredSoftware]) -> Mapping[str, int]:
    """Names that no entry of the list fits, and on how many terminals each is at least, of any version."""
    agreed = [re.compile(_pattern(one.software), re.IGNORECASE) for one in approved.items]
    found: dict[str, int] = {}
    for one in programs:
        if not any(pattern.fullmatch(one.name) for pattern in agreed):
            found[one.name] = max(found.get(one.name, 0), one.devices)
    return found


def _pattern(text: str) -> str:
    return ".*".join(re.escape(part) for part in text.split("*"))


def _program(name: str, terminals: int) -> Verdict:
    subject = Resource("microsoft.graph.detectedApp", name, name)
    return Fail(subject, "on at least {count} terminals, and nobody declared it", count=terminals)


def _nothing(devices: Sequence[Device], skus: Reading[Sku]) -> Verdict:
    if devices:
        return Unknown(DEVICES, Reason.UNSUPPORTED, "no terminal tells which programs it has")
    return plan_missing(DEVICES, INTUNE, skus) or NotApplicable(DEVICES, "no terminal is in Intune")
