"""What a Microsoft 365 target says in the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from plugins.m365.hosts import hosts

Auth = Literal["certificate", "client_secret", "workload_identity", "device_code", "token"]


@dataclass(frozen=True, slots=True, kw_only=True)
class M365Options:
    """How to reach one tenant. Secrets never stand here, only the names of the variables that hold them.

    `tenant_id` is the directory id (GUID). `client_id` is the app registration; *token* needs none.
    `certificate_path` is a PEM or PKCS#12 file with its private key. `token_env` is the beginning
    of the variables with ready tokens: ``TENKEN_M365_TOKEN_GRAPH`` for the host *graph*.
    `hosts` replaces base URLs by host name; `authority` is the login host of a national cloud.
    """

    tenant_id: str
    auth: Auth
    client_id: str = ""
    certificate_path: str = ""
    certificate_password_env: str = "TENKEN_M365_CERTIFICATE_PASSWORD"  # noqa: S105 - the name of a variable
    client_secret_env: str = "TENKEN_M365_CLIENT_SECRET"  # noqa: S105 - the name of a variable
    token_env: str = "TENKEN_M365_TOKEN"  # noqa: S105 - the name of a variable
    authority: str = ""
    hosts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what could never work; raises `ValueError`."""
        if not self.tenant_id:
            raise ValueError("tenant_id is empty")
        if self.auth in ("certificate", "client_secret", "device_code") and not self.client_id:
            raise ValueError(f"auth {self.auth!r} needs client_id")
        if self.auth == "certificate" and not self.certificate_path:
            raise ValueError("auth 'certificate' needs certificate_path")
        hosts(self.hosts)
