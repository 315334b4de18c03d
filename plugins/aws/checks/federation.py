"""Federation: who is taken in, for how long, and by whose word."""

from collections.abc import Iterator

from plugins.aws.checks.roles import MANAGED
from plugins.aws.checks.trust import is_provider, outside, wide
from plugins.aws.policy import MalformedPolicy, Statement, statements
from plugins.aws.settings.federation import RoleSession, SamlProvider
from scanner import AsOf, Fail, Limits, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check


@check("aws.iam.sessions", severity=Severity.MEDIUM, assets=["cloud"])
def sessions(role: RoleSession, limits: Limits) -> Iterator[Verdict]:
    """Sessions of people from outside end within the agreed hours.

    A contractor's session that lasts half a day is open at a desk that nobody watches.

    ## Remediation
    Lower the *maximum session duration* of the role.
    """
    rules = _rules(role)
    hours = limits["vendor_session_hours"]
    if isinstance(rules, Verdict):
        yield rules
        return
    who = ", ".join(sorted(set(outside(rules, role.account.id))))
    if not who:
        yield NotApplicable(role, "nobody from outside takes the role on")
    elif role.seconds > hours * 3600:
        template = "sessions of {who} may last {seconds} seconds, more than {hours} hours"
        yield Fail(role, template, who=who, seconds=role.seconds, hours=hours)
    else:
        yield Pass(role, "sessions of {who} last at most {seconds} seconds", who=who, seconds=role.seconds)


@check("aws.iam.federation", severity=Severity.HIGH, assets=["cloud"])
def federation(role: RoleSession) -> Iterator[Verdict]:
    """A role takes only the people and programs it was made for from an identity provider.

    A public provider gives everybody a token. Without a condition on its subject, any repository or person
    there can take the role on; without the audience, an assertion made for another service will do.

    ## Remediation
    Add a condition to the trust policy: the provider's `:sub` (for GitHub `repo:OWNER/NAME:…`), or
    `SAML:aud` with the sign-in address of AWS.
    """
    rules = _rules(role)
    if isinstance(rules, Verdict):
        yield rules
        return
    found = sorted(set(wide(rules)))
    if found:
        yield Fail(role, "everybody from {providers} is taken in", providers=", ".join(found))
    elif any(is_provider(one) for rule in rules for one in rule.principals):
        yield Pass(role, "conditions say whom the role takes in")
    else:
        yield NotApplicable(role, "no identity provider vouches for anybody")


def _rules(role: RoleSession) -> tuple[Statement, ...] | Verdict:
    """The trust policy, or why it isn't judged."""
    if role.path.startswith(MANAGED):
        return NotApplicable(
            role, "a service of AWS made the role, and says who takes it on and for how long"
        )
    try:
        return statements(role.trust)
    except MalformedPolicy as error:
        template = "the trust policy can't be read at {element}"
        return Unknown(role, Reason.MALFORMED, template, element=str(error))


@check("aws.iam.saml-valid", severity=Severity.MEDIUM, assets=["cloud"])
def saml_valid(provider: SamlProvider, now: AsOf) -> Iterator[Verdict]:
    """The metadata of every SAML provider are valid.

    On the day on which they end nobody can sign in any more, and whoever mends it in a hurry makes users
    with passwords.

    ## Remediation
    Upload new metadata of the identity provider, or delete a provider that is no longer used.
    """
    if provider.ends is None:
        yield Unknown(provider, Reason.MALFORMED, "IAM doesn't say until when the metadata are valid")
    elif provider.ends <= now.time:
        yield Fail(provider, "the metadata ended {days} days ago", days=(now.time - provider.ends).days)
    else:
        yield Pass(provider, "the metadata are valid for {days} days", days=(provider.ends - now.time).days)
