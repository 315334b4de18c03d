"""Looks up what a domain publishes about its mail."""

from plugins.m365.connection import M365Connection
from plugins.m365.settings.mail_records import MailRecords
from plugins.m365.settings.recipients import AcceptedDomain
from scanner import collector


@collector()
async def mail_records(domain: AcceptedDomain, m365: M365Connection) -> MailRecords:
    spf = [one for one in await m365.txt(domain.name) if _is(one, "v=spf1")]
    name, dmarc = await _dmarc(domain.name, m365)
    return MailRecords(domain=domain, spf=tuple(spf), dmarc=dmarc, dmarc_of=name)


async def _dmarc(domain: str, m365: M365Connection) -> tuple[str, tuple[str, ...]]:
    """The DMARC records of the domain, or else of the nearest parent that has some."""
    labels = domain.split(".")
    for start in range(max(1, len(labels) - 1)):
        name = ".".join(labels[start:])
        found = tuple(one for one in await m365.txt(f"_dmarc.{name}") if _is(one, "v=DMARC1"))
        if found:
            return name, found
    return "", ()


def _is(record: str, version: str) -> bool:
    """True for a record of this version: it ends there, or a space or semicolon follows."""
    start = record.strip().lower().replace(" =", "=").replace("= ", "=")
    return start.startswith(version.lower()) and start[len(version) : len(version) + 1] in ("", " ", ";")
