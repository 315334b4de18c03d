"""Business data on personal devices."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.durations import days
from plugins.m365.rules.intune import DEVICES, INTUNE, is_everywhere, is_somewhere, unassigned
from plugins.m365.rules.plans import plan_missing
from plugins.m365.settings.app_protection import AppProtection
from plugins.m365.settings.plans import Sku
from scanner import Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check

SIGNALS = ["m365.mam"]
OWN_STORAGE = frozenset({"oneDriveForBusiness", "sharePoint"})
OTHER_STORAGE = frozenset({"box", "localStorage"})
CLOSED_TRANSFER = frozenset({"managedApps", "none"})
CLOSED_CLIPBOARD = frozenset({"managedAppsWithPasteIn", "managedApps", "blocked"})
OPEN = "allApps"
PLATFORMS = ("iOS", "Android")


@check("m365.mam.kept-in", severity=Severity.HIGH, signals=SIGNALS)
def kept_in(policies: Sequence[AppProtection], skus: Reading[Sku]) -> Iterator[Verdict]:
    """Business data can't leave the apps they belong to, and are wiped from a device that stays away.

    On a personal device the municipality controls the app alone. Whatever can be saved, copied or backed up
    elsewhere stays with the owner, and with whoever finds the device.

    ## Remediation
    Intune admin center, *Apps > Protection*: send and paste to policy managed apps alone, block saving copies
    but to OneDrive and SharePoint, block backups, and set *Offline grace period: wipe data*.
    """
    used = [one for one in policies if is_somewhere(one.reach)]
    for one in used:
        found = [*_leaks(one), *_puzzles(one)]
        good = Pass(one, "business data stay in managed apps, and can be wiped")
        yield from found or [unassigned(one) or good]
    if not used:
        missing = None if policies else plan_missing(DEVICES, INTUNE, skus)
        yield missing or Fail(DEVICES, "no app protection policy is assigned")


def _leaks(policy: AppProtection) -> Iterator[Verdict]:
    if policy.transfer == OPEN:
        yield Fail(policy, "data can be sent to any app", part="transfer")
    if policy.clipboard == OPEN:
        yield Fail(policy, "data can be pasted into any app", part="clipboard")
    if not policy.save_as_blocked:
        yield Fail(policy, "copies can be saved anywhere", part="save")
    elif elsewhere := sorted(OTHER_STORAGE.intersection(policy.storage)):
        template = "copies can be saved to {places}"
        yield Fail(policy, template, part="save", places=", ".join(elsewhere))
    if not policy.backup_blocked:
        yield Fail(policy, "data go into the device's backups", part="backup")
    if days(policy.wipe or "P0D") == 0:
        yield Fail(policy, "data stay on a device that no longer reports", part="wipe")


def _puzzles(policy: AppProtection) -> Iterator[Verdict]:
    strange = {policy.transfer} - CLOSED_TRANSFER | {policy.clipboard} - CLOSED_CLIPBOARD
    strange |= {policy.wipe} if policy.wipe and days(policy.wipe) is None else set()
    strange |= set(policy.storage) - OWN_STORAGE - OTHER_STORAGE if policy.save_as_blocked else set()
    if strange := strange - {OPEN}:
        template = "where data can go can't be told: {values}"
        yield Unknown(policy, Reason.MALFORMED, template, part="new", values=", ".join(sorted(strange)))


@check("m365.mam.everybody", severity=Severity.MEDIUM, signals=SIGNALS)
def everybody(policies: Sequence[AppProtection], skus: Reading[Sku]) -> Iterator[Verdict]:
    """App protection is there for everybody, on iOS and on Android.

    Whoever has no policy takes the data along on the first personal device.

    ## Remediation
    Intune admin center, *Apps > Protection*: assign one policy for each platform to all users.
    """
    for platform in PLATFORMS:
        found = [one for one in policies if one.platform == platform]
        yield _reached(found, platform) or plan_missing(DEVICES, INTUNE, skus) or _nothing(platform)


def _reached(found: Sequence[AppProtection], platform: str) -> Verdict | None:
    if proof := next((one for one in found if is_everywhere(one.reach)), None):
        return Pass(proof, "the policy for {platform} reaches everybody", part=platform, platform=platform)
    if some := next((one for one in found if is_somewhere(one.reach)), None):
        template = "the policy for {platform} reaches groups; whether that is everybody can't be told"
        return Unknown(some, Reason.UNSUPPORTED, template, part=platform, platform=platform)
    return None if not found else _nothing(platform)


def _nothing(platform: str) -> Verdict:
    return Fail(
        DEVICES, "no app protection policy for {platform} is assigned", part=platform, platform=platform
    )
