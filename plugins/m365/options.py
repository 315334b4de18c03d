"""What a Microsoft 365 target says in the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from plugins.m365.hosts import hosts
from plugins.m365.names import address
from plugins.m365.switches import SWITCHES

OFFERED = (
    f"there are the hosts {', '.join(one for one in SWITCHES if ' ' not in one)}, and the reads that "
    "`tenken permissions m365 --tier T2` marks with an asterisk"
)
Auth = Literal["certificate", "client_secret", "workload_identity", "device_code", "token"]


@dataclass(frozen=True, slots=True, kw_only=True)
class M365Options:
    """How to reach one tenant. Secrets never stand here, only the names of the variables that hold them.

    `tenant_id` is the directory id (GUID). `client_id` is the app registration; *token* needs none.
    `certificate_path` is a PEM or PKCS#12 file with its private key. `token_env` is the beginning
    of the variables with ready tokens: ``TENKEN_M365_TOKEN_GRAPH`` for the host *graph*.
    `hosts` replaces base URLs by host name (graph, azure, defender, exchange, compliance, sharepoint,
    teams); `authority` is the login host of a national cloud. `domain` is the tenant's own name
    (``aozora.onmicrosoft.com``); it is read from the tenant if it doesn't stand here. `switched_off` lists
    hosts (azure, defender, exchange, compliance, sharepoint, teams, dns) and single reads, as
    `tenken permissions` names them, that shall not be asked.
    `resolver` is the name server that is asked for the mail records of the tenant's domains (an address, or
    ADDRESS:PORT); empty means that of this machine.
    """

    tenant_id: str
    auth: Auth
    client_id: str = ""
    certificate_path: str = ""
    certificate_password_env: str = "TENKEN_M365_CERTIFICATE_PASSWORD"  # noqa: S105 - the name of a variable
    client_secret_env: str = "TENKEN_M365_CLIENT_SECRET"  # noqa: S105 - the name of a variable
    token_env: str = "TENKEN_M365_TOKEN"  # noqa: S105 - the name of a variable
    authority: str = ""
    domain: str = ""
    hosts: Mapping[str, str] = field(default_factory=dict)
    resolver: str = ""
    switched_off: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could never work; raises `ValueError`."""
        if not self.tenant_id:
            raise ValueError("tenant_id is empty")
        if self.auth in ("certificate", "client_secret", "device_code") and not self.client_id:
            raise ValueError(f"auth {self.auth!r} needs client_id")
        if self.auth == "certificate" and not self.certificate_path:
            raise ValueError("auth 'certificate' needs certificate_path")
        hosts(self.hosts, self.domain)
        address(self.resolver)
        for name in self.switched_off:
            if name not in SWITCHES:
                raise ValueError(f"switched_off: there is no {name!r}; {OFFERED}")
