"""Keys are renewed."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.kms import KeyDetail, KeyMaterial, KeyRotation
from scanner import (
    AsOf,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

ORIGINS = ("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE")
EXPIRY_DAYS = 30
"""How many days before its expiry material has to be imported anew; our proposal."""
DELETED = ("PendingDeletion", "PendingReplicaDeletion")
STATES = (*DELETED, "Creating", "Enabled", "Disabled", "PendingImport", "Unavailable", "Updating")


@check("aws.kms.rotation", severity=Severity.MEDIUM, signals=["aws.kmsrot"], assets=["cloud"])
def rotation(setting: KeyRotation, limits: Limits) -> Iterator[Verdict]:
    """Every symmetric customer managed key is rotated.

    The longer one key material is used, the more data a single leak lays open. KMS renews it by
    itself and keeps the old material for what was encrypted with it.

    ## Remediation
    Turn on automatic key rotation, with a period no longer than the limit.
    """
    days = limits["kms_rotation_days"]
    away = _not_asked(setting.detail)
    if away is not None:
        yield away
    elif setting.enabled is False:
        yield Fail(setting, "automatic rotation is off")
    elif setting.enabled is None or setting.period_days is None:
        yield Unknown(setting, Reason.MALFORMED, "KMS did not say how often the key is rotated")
    elif setting.period_days > days:
        yield Fail(
            setting, "rotated every {period} days, more than {days}", period=setting.period_days, days=days
        )
    else:
        yield Pass(setting, "rotated every {period} days", period=setting.period_days)


def _not_asked(key: KeyDetail) -> Verdict | None:
    """Say why rotation is no question of a key; None if it is one."""
    if key.manager == "AWS":
        return NotApplicable(key, "AWS manages and rotates the key")
    if key.manager != "CUSTOMER" or key.origin not in ORIGINS or key.state not in STATES:
        problem = "undocumented key: manager {manager}, origin {origin}, state {state}"
        return Unknown(
            key, Reason.MALFORMED, problem, manager=key.manager, origin=key.origin, state=key.state
        )
    return _not_rotatable(key)


def _not_rotatable(key: KeyDetail) -> Verdict | None:
    if key.spec != "SYMMETRIC_DEFAULT":
        return NotApplicable(key, "KMS rotates symmetric keys only; this one is {spec}", spec=key.spec)
    if key.origin != "AWS_KMS":
        return NotApplicable(key, "the key material comes from outside ({origin})", origin=key.origin)
    if key.state in DELETED:
        return NotApplicable(key, "the key waits for its deletion")
    if key.state not in ("Enabled", "Disabled"):
        hidden = "KMS does not tell the rotation of a key in state {state}"
        return Unknown(key, Reason.DISABLED, hidden, state=key.state)
    return None


@check("aws.kms.imported", severity=Severity.MEDIUM, signals=["aws.kmsrot"], assets=["cloud"])
def imported(material: KeyMaterial, details: Reading[KeyDetail], now: AsOf) -> Iterator[Verdict]:
    """Imported key material does not expire unnoticed.

    When imported material expires, KMS deletes it at once, and nobody reads the data until the same
    material has been imported again.

    ## Remediation
    Import the material again before it expires, or without an expiry; keep the original safe.
    """
    detail = next((one for one in details.items if one.key == material.key), None)
    if detail is None:
        yield Unknown(material, Reason.UNRECORDED, "what kind of key it is was not read")
    elif detail.origin not in ORIGINS:
        yield strange(material, "Origin", detail.origin)
    elif detail.origin != "EXTERNAL":
        yield NotApplicable(material, "the key material was not imported")
    elif detail.state == "PendingImport":
        yield Fail(material, "the key has no material: it expired, or was never imported")
    elif material.expires is None:
        yield Pass(material, "the key material does not expire")
    elif (days := (material.expires - now.time).days) < EXPIRY_DAYS:
        yield Fail(material, "the key material expires in {days} days", days=days)
    else:
        yield Pass(material, "the key material expires in {days} days", days=days)
