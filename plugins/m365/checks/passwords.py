"""Weak authentication methods and weak passwords."""

from collections.abc import Iterator

from plugins.m365.rules.plans import ENTRA_P1, plan_missing
from plugins.m365.settings.passwords import AuthenticationMethods, PasswordRules
from plugins.m365.settings.plans import Sku
from scanner import Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check

SIGNALS = ["m365.pwd"]
WEAK = ("Sms", "Voice", "Email")
MIGRATED = "migrationComplete"
MIGRATING = ("preMigration", "migrationInProgress")


@check("m365.pwd.weak-methods", severity=Severity.MEDIUM, signals=SIGNALS)
def weak_methods(setting: AuthenticationMethods) -> Iterator[Verdict]:
    """Nobody can sign in or reset a password with text messages, calls or e-mail codes.

    Numbers can be taken over and messages read along. A method that is weaker than the password's second
    factor is the one that an attacker chooses.

    ## Remediation
    Entra admin center, *Authentication methods > Policies*: disable *SMS*, *Voice call* and *Email OTP*,
    after everybody has registered a better method.
    """
    states = {one.id: one.state for one in setting.methods}
    for name in WEAK:
        yield _method(setting, name, states.get(name))


def _method(setting: AuthenticationMethods, name: str, state: str | None) -> Verdict:
    if state == "enabled":
        return Fail(setting, "the method {method} is on", part=name, method=name)
    if state != "disabled":
        template = "whether the method {method} is on can't be told"
        return Unknown(setting, Reason.MALFORMED, template, part=name, method=name)
    if setting.migration != MIGRATED:
        template = "the method {method} is off here; older settings hold as well, which can't be read"
        return Unknown(setting, Reason.UNSUPPORTED, template, part=name, method=name)
    return Pass(setting, "the method {method} is off", part=name, method=name)


@check("m365.pwd.methods-migrated", severity=Severity.LOW)
def methods_migrated(setting: AuthenticationMethods) -> Iterator[Verdict]:
    """One policy alone says which authentication methods there are.

    As long as the older settings for multi-factor authentication and password reset hold as well, a method
    that was switched off may still be accepted.

    ## Remediation
    Entra admin center, *Authentication methods > Policies > Manage migration*: set it to *Migration
    complete*.
    """
    if setting.migration == MIGRATED:
        yield Pass(setting, "the older settings are no longer used")
    elif setting.migration in MIGRATING:
        yield Fail(setting, "the older settings are still used ({state})", state=setting.migration)
    else:
        yield Unknown(setting, Reason.MALFORMED, "whether the older settings are still used can't be told")


@check("m365.pwd.banned-list", severity=Severity.MEDIUM, signals=SIGNALS)
def banned_list(setting: PasswordRules, skus: Reading[Sku]) -> Iterator[Verdict]:
    """Passwords made of the municipality's own words are refused.

    Names of the municipality, its sections and its mascot are the first that an attacker tries; the list
    that Microsoft keeps for everybody doesn't know them.

    ## Remediation
    Entra admin center, *Authentication methods > Password protection*: switch on *Enforce custom list* and
    enter the words.
    """
    state = (setting.custom_list or "false").casefold()
    if state not in ("true", "false"):
        yield Unknown(setting, Reason.MALFORMED, "whether the list of refused words is on can't be told")
    elif state == "true" and setting.words:
        yield Pass(setting, "the list of refused words is on")
    else:
        off = "the list of refused words is off" if state == "false" else "the list of refused words is empty"
        yield plan_missing(setting, ENTRA_P1, skus) or Fail(setting, off)
