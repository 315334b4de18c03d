"""Reads how mailboxes may be opened: policies of Outlook on the web, and protocols, added up by policy."""

from collections import Counter
from collections.abc import AsyncIterator

from plugins.m365.caseless import Row
from plugins.m365.collectors.mail_rows import objects
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints_exchange import CAS_MAILBOXES, OWA_POLICIES
from plugins.m365.settings.purview import MailboxAccess, OwaPolicy
from scanner import collector

PROTOCOLS = {
    "pop": "PopEnabled",
    "imap": "ImapEnabled",
    "activesync": "ActiveSyncEnabled",
    "mapi": "MAPIEnabled",
    "ews": "EwsEnabled",
    "outlook_mobile": "OutlookMobileEnabled",
}


@collector(*OWA_POLICIES.permissions)
async def owa_policies(m365: M365Connection) -> AsyncIterator[OwaPolicy]:
    async for row in objects(m365, OWA_POLICIES):
        yield OwaPolicy(
            name=row.text("Name"),
            default=row.flag("IsDefault"),
            conditional_access=row.word("ConditionalAccessPolicy"),
            direct_public=row.flag("DirectFileAccessOnPublicComputersEnabled"),
            direct_private=row.flag("DirectFileAccessOnPrivateComputersEnabled"),
            offline_web=row.flag("OfflineEnabledWeb"),
            offline_windows=row.flag("OfflineEnabledWin"),
        )


@collector(*CAS_MAILBOXES.permissions)
async def mailbox_access(m365: M365Connection) -> AsyncIterator[MailboxAccess]:
    found: dict[str, Counter[str]] = {}
    async for row in objects(m365, CAS_MAILBOXES):
        found.setdefault(row.text_or_none("OwaMailboxPolicy") or "", Counter()).update(_open(row))
    for policy, counts in sorted(found.items()):
        protocols = {name: counts[name] for name in (*PROTOCOLS, "smtp", "mailboxes")}
        yield MailboxAccess(policy=policy, **protocols)


def _open(row: Row) -> dict[str, int]:
    """What counts for one mailbox; null leaves EWS open, and SMTP AUTH to the tenant's setting."""
    ews, smtp = row.flag_or_none("EwsEnabled"), row.flag_or_none("SmtpClientAuthenticationDisabled")
    opened = {name: int(row.flag(key)) for name, key in PROTOCOLS.items() if name != "ews"}
    return {**opened, "ews": int(ews is not False), "smtp": int(smtp is False), "mailboxes": 1}
