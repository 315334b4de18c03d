"""Restricted sessions on devices that nobody manages."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.coverage import Demand, Everybody
from plugins.m365.rules.exclusions import Exclusions
from plugins.m365.rules.plans import ENTRA_P1, plan_missing
from plugins.m365.rules.policies import CONDITIONAL_ACCESS, has_clients
from plugins.m365.settings.conditional_access import Policy
from plugins.m365.settings.exclusions import Exempted
from plugins.m365.settings.plans import Sku
from scanner import Fail, Pass, Reading, Severity, Verdict, check

SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000"
EXCHANGE = "00000002-0000-0ff1-ce00-000000000000"
UNMANAGED_ONLY = (
    "browsers on unmanaged devices are restricted; managed devices and desktop clients need another measure"
)
OFFICE = frozenset({"Office365", SHAREPOINT, EXCHANGE})


@check("m365.ca.app-restrictions", severity=Severity.HIGH, signals=["m365.appenf"], partial="existence")
def restricted_sessions(
    policies: Sequence[Policy], exempted: Exempted, skus: Reading[Sku]
) -> Iterator[Verdict]:
    """Browsers on unmanaged devices get restricted sessions in SharePoint, OneDrive, Teams and Exchange.

    On a device that nobody manages, a downloaded file is out of the municipality's hands. Session
    controls let people read there without taking files along. App-enforced restrictions leave managed
    devices and desktop clients alone: terminals that are joined or compliant need another measure,
    and SharePoint and Exchange have to be set to limited access for them to do anything.

    ## Remediation
    In Conditional Access, create a policy for *All users* and *Office 365* with the session control *Use
    app enforced restrictions* (or *Conditional Access App Control: block downloads*), switched *On*.
    """
    found = Everybody(
        policies, Exclusions(exempted), Demand(_restricts, _reaches_browsers, _is_office, _omits)
    )
    if proof := found.proof:
        yield Pass(proof, _good(proof))
    else:
        nothing = Fail(
            CONDITIONAL_ACCESS, "no policy that is on restricts sessions for all users of Office 365"
        )
        fallback = plan_missing(CONDITIONAL_ACCESS, ENTRA_P1, skus) or nothing
        yield from tuple(found.verdicts()) or (fallback,)


def _good(policy: Policy) -> str:
    if _blocks_downloads(policy):
        return "browser sessions can't download; desktop clients need another measure"
    return UNMANAGED_ONLY


def _restricts(policy: Policy) -> bool:
    session = policy.session
    return session is not None and (session.app_enforced or _blocks_downloads(policy))


def _blocks_downloads(policy: Policy) -> bool:
    return policy.session is not None and policy.session.cloud_app_security == "blockDownloads"


def _reaches_browsers(policy: Policy, _: Sequence[Policy]) -> bool:
    return has_clients(policy, frozenset({"browser"}))


def _is_office(policy: Policy) -> bool:
    included = frozenset(policy.conditions.applications.include)
    return bool(included & {"All", "Office365"}) or {SHAREPOINT, EXCHANGE} <= included


def _omits(policy: Policy) -> frozenset[str]:
    return OFFICE & frozenset(policy.conditions.applications.exclude)
