"""Connectors: whether mail comes in past the gateway that sanitises it, and whether it travels encrypted."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.mail_flow import DirectSend, InboundConnector, OutboundConnector
from scanner import Fail, NotApplicable, Pass, Resource, Severity, Verdict, check

SIGNALS = ["m365.conn"]
CONNECTORS = Resource("Exchange.InboundConnector", "inboundConnectors", "inbound connectors")
STRICT = ("EncryptionOnly", "CertificateValidation", "DomainValidation")
KINDS = ("Partner", "OnPremises")


@check("m365.exchange.inbound-tls", severity=Severity.HIGH, signals=SIGNALS)
def inbound_tls(connector: InboundConnector) -> Iterator[Verdict]:
    """Mail that comes in through a connector is encrypted on its way.

    Between two servers that only try TLS, whoever sits between them takes the encryption away.

    ## Remediation
    Exchange admin center, *Mail flow > Connectors*: reject messages that aren't sent over TLS (`RequireTls`).
    """
    if not connector.enabled:
        yield NotApplicable(connector, "the connector is off")
    elif connector.tls:
        yield Pass(connector, "TLS is required")
    else:
        yield Fail(connector, "TLS is not required")


@check("m365.exchange.outbound-tls", severity=Severity.HIGH, signals=SIGNALS)
def outbound_tls(connector: OutboundConnector) -> Iterator[Verdict]:
    """Mail that goes out through a connector is encrypted on its way.

    Between two servers that only try TLS, whoever sits between them takes the encryption away.

    ## Remediation
    Exchange admin center, *Mail flow > Connectors*: *Always use TLS*, at best with a certificate of a trusted
    authority and the name of the partner.
    """
    if not connector.enabled:
        yield NotApplicable(connector, "the connector is off")
    elif connector.tls is None:
        yield Fail(connector, "TLS is not required")
    elif connector.tls in STRICT:
        yield Pass(connector, "TLS is required ({how})", how=connector.tls)
    else:
        yield unknown_value(connector, "TlsSettings", connector.tls)


@check("m365.exchange.only-gateway", severity=Severity.HIGH, signals=SIGNALS)
def only_gateway(connectors: Sequence[InboundConnector]) -> Iterator[Verdict]:
    """Where a gateway examines the mail, it is the only way in.

    The address of the tenant's own mail server can be guessed. Whoever sends there directly passes by the
    gateway, unless a connector refuses what doesn't come from it.

    ## Remediation
    Exchange admin center, *Mail flow > Connectors*: for all domains (`*`), make a connector of the type
    *Partner organization* that rejects what doesn't come from the addresses, or by the certificate, of the
    gateway.
    """
    gateways = [one for one in connectors if one.enabled and any(map(_everybody, one.sender_domains))]
    if odd := next((one for one in gateways if one.kind not in KINDS), None):
        yield unknown_value(odd, "ConnectorType", odd.kind)
    elif not gateways:
        yield NotApplicable(CONNECTORS, "no connector is for mail of all domains: there is no gateway")
    elif any(one.kind == "Partner" for one in gateways):
        for one in gateways:
            yield _restricted(one)
    else:
        yield Fail(CONNECTORS, "mail is taken from anywhere: no connector of a partner refuses the rest")


def _everybody(domain: str) -> bool:
    """True for ``smtp:*;1``, the form that the service gives, or a plain ``*``."""
    return domain.lower().removeprefix("smtp:").partition(";")[0] == "*"


def _restricted(one: InboundConnector) -> Verdict:
    if one.kind != "Partner":
        return NotApplicable(one, "a connector of another type restricts nothing")
    if one.only_addresses and one.addresses:
        return Pass(one, "mail comes in from {addresses} alone", addresses=", ".join(sorted(one.addresses)))
    if one.only_certificate and one.certificate:
        return Pass(one, "mail comes in by the certificate {name} alone", name=one.certificate)
    return Fail(one, "mail is taken from anywhere: neither addresses nor a certificate are required")


@check("m365.exchange.direct-send", severity=Severity.MEDIUM, signals=SIGNALS)
def direct_send(setting: DirectSend) -> Iterator[Verdict]:
    """Mail in the municipality's own name isn't taken without a sign-in.

    By direct send anybody may hand in mail from an address of the municipality to its own staff. It passes
    by every gateway.

    ## Remediation
    `Set-OrganizationConfig -RejectDirectSend $true`, after devices that send this way got a connector.
    """
    if setting.rejected:
        yield Pass(setting, "direct send is refused")
    else:
        yield Fail(setting, "direct send is possible")
