"""Antivirus on terminals, as Intune requires it."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.intune import DEVICES, INTUNE, is_everywhere, is_somewhere
from plugins.m365.rules.plans import plan_missing
from plugins.m365.settings.intune import Device, DeviceManagement, Protection, WindowsCompliance
from plugins.m365.settings.plans import Sku
from scanner import Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check

SIGNALS = ["m365.intav"]
Texts = tuple[str, str, str]
"""What to say where all terminals are reached, some, and none."""

REAL_TIME: Texts = (
    "the policy requires real-time protection of every terminal",
    "the policy requires real-time protection of some terminals; whether those are all can't be told",
    "no policy in use requires real-time protection",
)
SIGNATURES: Texts = (
    "the policy requires current signatures of every terminal",
    "the policy requires current signatures of some terminals; whether those are all can't be told",
    "no policy in use requires current signatures",
)


@check("m365.intav.required", severity=Severity.HIGH, signals=SIGNALS)
def antivirus_required(policies: Sequence[WindowsCompliance], skus: Reading[Sku]) -> Iterator[Verdict]:
    """Every terminal needs antivirus that watches in real time, with current signatures.

    A terminal whose antivirus is off, or knows only last month's malware, opens whatever comes in. As a
    condition of compliance it is found out, and Conditional Access can keep the terminal away.

    ## Remediation
    Intune admin center, *Devices > Compliance*: create a Windows policy that requires real-time protection
    and up-to-date signatures (*System security > Defender*), and assign it to all devices.
    """
    yield _required([one for one in policies if one.real_time], "real", REAL_TIME, skus)
    yield _required([one for one in policies if one.signatures], "signatures", SIGNATURES, skus)


def _required(asking: Sequence[WindowsCompliance], part: str, texts: Texts, skus: Reading[Sku]) -> Verdict:
    everybody, somebody, nobody = texts
    if proof := next((one for one in asking if is_everywhere(one.reach)), None):
        return Pass(proof, everybody, part=part)
    if some := next((one for one in asking if is_somewhere(one.reach)), None):
        return Unknown(some, Reason.UNSUPPORTED, somebody, part=part)
    missing = None if asking else plan_missing(DEVICES, INTUNE, skus)
    return missing or Fail(DEVICES, nobody, part=part)


@check("m365.intune.antivirus-state", severity=Severity.HIGH, signals=SIGNALS)
def antivirus_state(setting: Protection, devices: Reading[Device], skus: Reading[Sku]) -> Iterator[Verdict]:
    """The antivirus of every terminal is on and current, as the terminals report it.

    A requirement says what should be; the terminals say what is.

    ## Remediation
    Intune admin center, *Reports > Microsoft Defender Antivirus > Unhealthy endpoints*: look after each
    terminal that is listed there.
    """
    bad = {
        "inactive": (setting.inactive, "terminals whose antivirus is off: {count} of {all}"),
        "outdated": (setting.outdated, "terminals with old signatures: {count} of {all}"),
        "critical": (setting.critical, "terminals with a critical failure of antivirus: {count} of {all}"),
    }
    for part, (count, template) in bad.items():
        if count:
            yield Fail(setting, template, part=part, count=count, all=setting.reported)
    if not setting.reported:
        silent = Unknown(setting, Reason.UNSUPPORTED, "no terminal reports the state of its antivirus")
        yield plan_missing(setting, INTUNE, skus) or silent
    elif setting.unknown:
        template = "terminals whose antivirus may be off: {count} of {all}"
        params = {"count": setting.unknown, "all": setting.reported}
        yield Unknown(setting, Reason.UNSUPPORTED, template, part="unknown", **params)
    elif not any(count for count, _ in bad.values()):
        yield _all_report(setting, devices)


def _all_report(setting: Protection, devices: Reading[Device]) -> Verdict:
    """Those that report are well; whether they are all."""
    for gap in devices.gaps:
        template = "how many terminals there are couldn't be read"
        return Unknown(setting, gap.reason, template, permission=gap.permission)
    count = sum(one.system.casefold().startswith("windows") for one in devices.items)
    if count > setting.reported:
        template = "of {count} terminals only {all} report the state of their antivirus"
        return Unknown(setting, Reason.UNSUPPORTED, template, count=count, all=setting.reported)
    return Pass(setting, "terminals whose antivirus is on and current: {all}", all=setting.reported)


@check("m365.intune.secure-by-default", severity=Severity.MEDIUM, assets=["terminal"])
def secure_by_default(setting: DeviceManagement) -> Iterator[Verdict]:
    """A terminal that no compliance policy reaches is not compliant.

    Otherwise the terminal that was forgotten is the one that counts as safe.

    ## Remediation
    Intune admin center, *Devices > Compliance > Compliance settings*: mark devices with no compliance policy
    assigned as *Not compliant*.
    """
    if setting.secure_by_default:
        yield Pass(setting, "a terminal without a policy is not compliant")
    else:
        yield Fail(setting, "a terminal without a policy counts as compliant")
