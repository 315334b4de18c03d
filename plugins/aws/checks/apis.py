"""APIs encrypt, and nobody gets past the certificate that a name asks for."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.apis import Api, ApiDomain
from scanner import Fail, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

GOOD = frozenset(
    {
        "SecurityPolicy_TLS12_2018_EDGE",
        "SecurityPolicy_TLS12_PFS_2025_EDGE",
        "SecurityPolicy_TLS13_1_2_2021_06",
        "SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_PQ_2025_09",
        "SecurityPolicy_TLS13_1_3_2025_09",
        "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
        "SecurityPolicy_TLS13_2025_EDGE",
        "TLS_1_2",
    }
)
"""Source: API Gateway API type DomainName; Developer Guide, "Supported security policies"."""
FIXED = ("HTTP", "WEBSOCKET")
"""They have TLS_1_2 (Developer Guide, "Choose a security policy for your custom domain")."""
SPEAKS = "{policies}: TLS 1.2 or later only"
ALWAYS = "API Gateway speaks TLS 1.2 or later with {kind} APIs"
UNTOLD = "API Gateway does not tell the TLS policy"
PAST = "{domain} asks for a client certificate; the execute-api address of the API asks for none"
CLOSED = "the execute-api address is switched off"
RULED = "routing rules decide where {domain} leads to: whether to this API can't be told"
UNSEEN = "the names that lead to the API could not be read; needed: {permission}"
NONE = "no name that asks for a client certificate leads to it"


@check("aws.apigateway.tls", severity=Severity.HIGH, signals=["aws.elbtls"], assets=["cloud", "line"])
def tls(api: Api) -> Iterator[Verdict]:
    """APIs speak TLS 1.2 or later only.

    Older protocols can be broken. The policy of the API holds also where it is called by a name of
    one's own, whatever the policy of that name says.

    ## Remediation
    Choose a *Security policy* that begins with SecurityPolicy_TLS13 in the settings of the REST API,
    and deploy it again.
    """
    if api.kind in FIXED:
        yield Pass(api, ALWAYS, kind=api.kind)
    elif api.kind != "REST":
        yield strange(api, "ProtocolType", api.kind)
    else:
        yield _policies(api, (api.policy,) if api.policy else ())


@check("aws.apigateway.domain-tls", severity=Severity.HIGH, signals=["aws.elbtls"], assets=["cloud", "line"])
def domain(name: ApiDomain) -> Iterator[Verdict]:
    """Names that lead to APIs speak TLS 1.2 or later only.

    A name may have an endpoint in its region and one at the edge, each with a policy of its own.

    ## Remediation
    Choose a *Security policy* that begins with TLS 1.2 for the custom domain name.
    """
    yield _policies(name, name.policies)


def _policies(subject: Api | ApiDomain, policies: tuple[str, ...]) -> Verdict:
    odd = sorted(set(policies) - GOOD)
    if "TLS_1_0" in odd:
        return Fail(subject, "TLS_1_0 allows TLS 1.0 and 1.1")
    if odd:
        return strange(subject, "securityPolicy", odd[0])
    if not policies:
        return Unknown(subject, Reason.MALFORMED, UNTOLD)
    return Pass(subject, SPEAKS, policies=", ".join(sorted(policies)))


@check("aws.apigateway.mutual-tls", severity=Severity.HIGH, signals=["aws.elbtls"], assets=["cloud"])
def mutual(api: Api, names: Reading[ApiDomain]) -> Iterator[Verdict]:
    """APIs whose name asks for a client certificate can't be called without one.

    The address that API Gateway makes for every API asks nobody for a certificate, and stays open
    beside the name until somebody switches it off.

    ## Remediation
    Switch off the *Default endpoint* in the settings of the API, and deploy it again.
    """
    asking = [one for one in names.items if one.region == api.region and one.mutual]
    own = sorted(one.name for one in asking if api.id in one.apis)
    gap = next((gap for gap in names.gaps if gap.scope.region in (api.region, "global")), None)
    ruled = sorted(one.name for one in asking if one.ruled)
    if api.closed:
        yield Pass(api, CLOSED)
    elif own:
        yield Fail(api, PAST, domain=own[0])
    elif gap:
        yield Unknown(api, gap.reason, UNSEEN, permission=gap.permission)
    elif ruled:
        yield Unknown(api, Reason.UNSUPPORTED, RULED, domain=ruled[0])
    else:
        yield NotApplicable(api, NONE)
