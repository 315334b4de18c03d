"""Customer Key: data at rest is encrypted under a key of the municipality."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.plans import CUSTOMER_KEY, plan_missing
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.purview import MailboxKeys, TenantKeys
from scanner import Fail, Pass, Reading, Resource, Severity, Verdict, check

KEYS = Resource("Exchange.DataEncryptionPolicy", "customerKeys", "Customer Key")


@check("m365.keys.customer-key", severity=Severity.LOW, signals=["m365.ckey"])
def customer_key(
    tenant: TenantKeys, mailboxes: Sequence[MailboxKeys], skus: Reading[Sku]
) -> Iterator[Verdict]:
    """Data at rest is encrypted under keys that the municipality holds.

    Whoever holds the key can take the data away from everybody, also from the provider: at the end of the
    contract above all.

    ## Remediation
    Set up *Microsoft Purview Customer Key* with keys in Azure Key Vault, and assign a data encryption policy.
    """
    on = [one.name for one in tenant.policies if one.enabled] if tenant.assigned else []
    names = sorted({*on, *(one.name for one in mailboxes if one.enabled)})
    if names:
        yield Pass(KEYS, "encrypted under own keys by {names}", names=", ".join(names))
    elif tenant.policies or mailboxes:
        yield Fail(KEYS, "no policy of own keys is both on and assigned")
    else:
        nothing = Fail(KEYS, "data is encrypted under keys of Microsoft alone")
        yield plan_missing(KEYS, CUSTOMER_KEY, skus) or nothing
