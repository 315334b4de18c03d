"""Mail in the municipality's name: whether others can tell it from a forged one."""

from collections.abc import Iterator

from plugins.m365.rules.mail_records import dmarc_tags, spf_all
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.mail_records import MailRecords
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

OWN_OF_MICROSOFT = (".onmicrosoft.com", ".onmicrosoft.us")


@check("m365.dns.spf", severity=Severity.MEDIUM)
def spf(records: MailRecords) -> Iterator[Verdict]:
    """Every domain says which servers alone may send its mail (SPF).

    Without `-all`, a receiver is told to take mail from servers that the municipality doesn't know.

    ## Remediation
    Publish one TXT record for the domain that names all senders and ends in `-all`, for example
    `v=spf1 include:spf.protection.outlook.com -all`.
    """
    if records.domain.name.endswith(OWN_OF_MICROSOFT):
        yield NotApplicable(records, "Microsoft publishes the records of this domain")
    elif not records.spf:
        yield Fail(records, "there is no SPF record")
    elif len(records.spf) > 1:
        yield Fail(records, "there are {count} SPF records, so that none counts", count=len(records.spf))
    else:
        yield _spf(records, spf_all(records.spf[0]))


def _spf(records: MailRecords, sign: str) -> Verdict:
    if sign == "-":
        return Pass(records, "mail from other servers is to be refused (-all)")
    if sign == "redirect":
        return Unknown(records, Reason.UNSUPPORTED, "the SPF record leads on to another domain")
    how = f"{sign}all" if sign else "-"
    return Fail(records, "mail from other servers is not to be refused ({how})", how=how)


@check("m365.dns.dmarc", severity=Severity.MEDIUM)
def dmarc(records: MailRecords) -> Iterator[Verdict]:
    """Every domain says that forged mail is to be refused (DMARC).

    SPF and DKIM tell what is forged. What is to be done with it, DMARC says: with `p=none`, nothing.

    ## Remediation
    Publish at `_dmarc.` of the domain, after some weeks of reports with `p=none`:
    `v=DMARC1; p=reject; rua=mailto:…`.
    """
    if records.domain.name.endswith(OWN_OF_MICROSOFT):
        yield NotApplicable(records, "Microsoft publishes the records of this domain")
    elif not records.dmarc:
        yield Fail(records, "there is no DMARC record")
    elif len(records.dmarc) > 1:
        yield Fail(records, "there are {count} DMARC records, so that none counts", count=len(records.dmarc))
    else:
        yield _dmarc(records, dmarc_tags(records.dmarc[0]))


def _dmarc(records: MailRecords, tags: dict[str, str]) -> Verdict:
    inherited = records.dmarc_of != records.domain.name
    policy = tags.get("sp", tags.get("p", "")) if inherited else tags.get("p", "")
    if policy not in ("reject", "quarantine", "none", ""):
        return unknown_value(records, "p", policy)
    if policy != "reject":
        return Fail(records, "forged mail is not to be refused (p={policy})", policy=policy)
    if tags.get("pct", "100") != "100":
        return Fail(records, "only {pct} % of forged mail is to be refused", pct=tags["pct"])
    return Pass(records, "forged mail is to be refused")
