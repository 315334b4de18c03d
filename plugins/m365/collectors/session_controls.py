"""Reads the session controls of a Conditional Access policy; a control that is off is not there."""

from plugins.m365.answer import Answer
from plugins.m365.settings.conditional_access import Frequency, Session

CLOUD_APP_SECURITY = frozenset({"mcasConfigured", "monitorOnly", "blockDownloads"})
UNITS = frozenset({"days", "hours"})
INTERVALS = frozenset({"timeBased", "everyTime"})
AUTHENTICATIONS = frozenset({"primaryAndSecondaryAuthentication", "secondaryAuthentication"})
MODES = frozenset({"always", "never"})


def session(row: Answer) -> Session:
    """Read all session controls."""
    row.knows(
        *("applicationEnforcedRestrictions", "cloudAppSecurity", "signInFrequency", "persistentBrowser"),
        *("secureSignInSession", "disableResilienceDefaults"),
    )
    return Session(
        app_enforced=switched_on(row, "applicationEnforcedRestrictions") is not None,
        cloud_app_security=cloud_app_security(switched_on(row, "cloudAppSecurity", "cloudAppSecurityType")),
        sign_in_frequency=frequency(
            switched_on(row, "signInFrequency", "value", "type", "frequencyInterval", "authenticationType")
        ),
        persistent_browser=persistent_browser(switched_on(row, "persistentBrowser", "mode")),
        token_protection=switched_on(row, "secureSignInSession") is not None,
        resilience_off=row.flag_or_none("disableResilienceDefaults") is True,
    )


def switched_on(row: Answer, name: str, *keys: str) -> Answer | None:
    """The control of this name if it is there and enabled; unknown keys in it are noted either way."""
    control = row.child_or_none(name)
    if control is None:
        return None
    control.knows("isEnabled", *keys)
    return control if control.flag("isEnabled") else None


def cloud_app_security(control: Answer | None) -> str | None:
    """Read the kind of Defender for Cloud Apps control."""
    return None if control is None else control.member("cloudAppSecurityType", CLOUD_APP_SECURITY)


def persistent_browser(control: Answer | None) -> str | None:
    """Read whether browser sessions persist."""
    return None if control is None else control.member("mode", MODES)


def frequency(control: Answer | None) -> Frequency | None:
    """Read the sign-in frequency; `value` and `type` are null when it is every time."""
    if control is None:
        return None
    return Frequency(
        amount=control.number_or_none("value"),
        unit=_optional(control, "type", UNITS),
        interval=_optional(control, "frequencyInterval", INTERVALS),
        authentication=_optional(control, "authenticationType", AUTHENTICATIONS),
    )


def _optional(control: Answer, key: str, members: frozenset[str]) -> str | None:
    return None if control.text_or_none(key) is None else control.member(key, members)
