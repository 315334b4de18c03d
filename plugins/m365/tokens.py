"""Tokens for the hosts of a tenant, and ready ones from the environment."""

import base64
import json
from collections.abc import Mapping
from typing import Protocol

from plugins.m365.hosts import Host

EMPTY = "{operation}: not logged in: the environment variable {variable} is empty"
FOREIGN = "{operation}: not logged in: the token in {variable} is for another tenant"
BROKEN = "{operation}: not logged in: the credential can't be built ({problem})"


class LoginError(Exception):
    """There is nothing to log in with; `template` and `params` make the message."""

    def __init__(self, template: str, **params: str) -> None:
        super().__init__(*params.values())
        self.template = template
        self.params = params


class Tokens(Protocol):
    """What gives a token for a host."""

    async def token(self, host: Host, claims: str | None) -> str:
        """Give an access token; `claims` answers a challenge of continuous access evaluation."""


class Ready:
    """Tokens that were made elsewhere, one per host, from the environment."""

    def __init__(self, prefix: str, tenant: str, environment: Mapping[str, str]) -> None:
        self._prefix = prefix
        self._tenant = tenant.casefold()
        self._environment = environment

    async def token(self, host: Host, claims: str | None) -> str:  # noqa: ARG002 - a ready token is as it is
        """Give the token of ``<prefix>_<HOST>``; raises `LoginError` without one of this tenant."""
        name = f"{self._prefix}_{host.name.upper()}"
        found = secret(name, self._environment)
        if tenant_of(found) not in (None, self._tenant):
            raise LoginError(FOREIGN, variable=name)
        return found


def secret(name: str, environment: Mapping[str, str]) -> str:
    """Give what an environment variable holds; raises `LoginError` if that is nothing."""
    if not (found := environment.get(name, "")):
        raise LoginError(EMPTY, variable=name)
    return found


def tenant_of(token: str) -> str | None:
    """The tenant that a token says it is for; None if it can't be told (not every token is a JWT)."""
    try:
        payload = token.split(".")[1]
        found = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["tid"]
    except (IndexError, KeyError, TypeError, ValueError):
        return None
    return str(found).casefold()
