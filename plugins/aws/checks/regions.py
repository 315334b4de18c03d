"""Nothing is done, and nothing lies, outside Japan."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.guardrails import (
    JAPAN,
    MalformedPolicy,
    exemptions,
    left_out,
    limits,
    mentions_regions,
    of,
    only_global,
    regions,
    whole,
)
from plugins.aws.checks.strange import strange
from plugins.aws.policy import Statement
from plugins.aws.settings.organization import (
    ControlPolicies,
    ControlPolicy,
    EnabledRegion,
)
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

ALONE = "the account belongs to no organization: no policy can restrict its regions"
MANAGEMENT = "service control policies do not hold for the management account"
GOOD = "{policy} on {target} denies everything outside {regions}"
ABROAD = "{policy} on {target} leaves {regions} open"
PARTLY = "{policy} on {target} leaves out {actions}"
BUT = "{policy} on {target} denies everything outside {regions}, but {exempt}"
NARROWED = "{policy} on {target} restricts regions in some cases only, which must be judged: {limits}"
ALLOWED = "nothing outside {regions} is allowed on {target}"
BESIDE = "{policy} on {target} allows every region: what another policy allows there restricts nothing"
MALFORMED = "a service control policy is not a policy document: {problem}"


@check("aws.region.restricted", severity=Severity.HIGH, signals=["aws.region"], assets=["cloud"])
def restricted(policies: ControlPolicies) -> Iterator[Verdict]:
    """A service control policy denies every region but Tokyo and Osaka.

    Residents' data must stay in Japan. A policy counts only if it is attached on the account's own
    path, leaves no other region open, denies every action that acts in a region, and exempts
    nobody.

    ## Remediation
    Attach a policy to the account or a unit above it that denies all actions but those of global
    services when *aws:RequestedRegion* is neither ap-northeast-1 nor ap-northeast-3.
    """
    organization = policies.organization
    if organization.id is None:
        yield Fail(policies, ALONE)
    elif organization.management == organization.account.id:
        yield Fail(policies, MANAGEMENT)
    else:
        yield _restricted(policies)


def _restricted(policies: ControlPolicies) -> Verdict:
    try:
        all_ = list(of(policies))
    except MalformedPolicy as error:
        return Unknown(policies, Reason.MALFORMED, MALFORMED, problem=str(error))
    found = [_judge(policies, policy, one) for policy, one in all_ if one.denies and mentions_regions(one)]
    for target in dict.fromkeys(policy.target for policy in policies.policies):
        allows = [(policy, one) for policy, one in all_ if one.allows and policy.target == target]
        if any(mentions_regions(one) for _, one in allows):
            found.append(_allowed(policies, allows))
    for cls in (Pass, Unknown, Fail):
        for verdict in found:
            if isinstance(verdict, cls):
                return verdict
    return Fail(policies, "no policy on the account's path restricts regions")


def _judge(policies: ControlPolicies, policy: ControlPolicy, statement: Statement) -> Verdict:
    named = {"policy": policy.name, "target": policy.target}
    open_ = regions(statement)
    if open_ is None or not whole(statement):
        return Unknown(policies, Reason.UNSUPPORTED, NARROWED, limits=limits(statement), **named)
    if abroad := open_ - JAPAN:
        return Fail(policies, ABROAD, regions=", ".join(sorted(abroad)), **named)
    if actions := left_out(statement):
        return Fail(policies, PARTLY, actions=", ".join(actions), **named)
    exempt = exemptions(statement)
    template = BUT if exempt else GOOD
    more = {"exempt": exempt} if exempt else {}
    return Pass(policies, template, regions=", ".join(sorted(open_)), **named, **more)


def _allowed(policies: ControlPolicies, allows: Sequence[tuple[ControlPolicy, Statement]]) -> Verdict:
    """Judge a list of what is allowed at one place: what none of its policies allows is denied there."""
    opened: set[str] = set()
    unclear: Verdict | None = None
    for policy, statement in allows:
        named = {"policy": policy.name, "target": policy.target}
        open_ = regions(statement)
        if only_global(statement):
            continue
        if not mentions_regions(statement):
            return Fail(policies, BESIDE, **named)
        if open_ is None:
            unclear = Unknown(policies, Reason.UNSUPPORTED, NARROWED, limits=limits(statement), **named)
        elif abroad := open_ - JAPAN:
            return Fail(policies, ABROAD, regions=", ".join(sorted(abroad)), **named)
        opened |= open_ or set()
    target = allows[0][0].target
    return unclear or Pass(policies, ALLOWED, regions=", ".join(sorted(opened)), target=target)


@check("aws.region.not-opted-in", severity=Severity.MEDIUM, signals=["aws.region"], assets=["cloud"])
def not_opted_in(region: EnabledRegion) -> Iterator[Verdict]:
    """Nobody opted in to a region outside Japan.

    Regions that must be enabled first are closed until somebody opens them: nobody should.

    ## Remediation
    Disable the region in the settings of the account.
    """
    if region.name in JAPAN:
        yield Pass(region, "the region lies in Japan")
    elif region.status == "ENABLED_BY_DEFAULT":
        yield NotApplicable(region, "the region can't be disabled")
    elif region.status in ("ENABLED", "ENABLING"):
        yield Fail(region, "somebody enabled this region")
    elif region.status == "DISABLING":
        yield Pass(region, "the region is being disabled")
    else:
        yield strange(region, "RegionOptStatus", region.status)
