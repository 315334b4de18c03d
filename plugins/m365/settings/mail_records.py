"""What a domain publishes about its mail."""

from plugins.m365.settings.recipients import AcceptedDomain
from scanner import setting


@setting("DNS.MailRecords", of="domain")
class MailRecords:
    """The SPF records of a domain (RFC 7208), and its DMARC records (RFC 7489): its own, or of a parent.

    `dmarc_of` is the name at which the DMARC records stand, empty if there are none.
    """

    domain: AcceptedDomain
    spf: tuple[str, ...]
    dmarc: tuple[str, ...]
    dmarc_of: str
