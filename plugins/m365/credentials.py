"""Tokens: from azure-identity, or ready ones from the environment. One credential serves every host."""

import asyncio
import base64
import json
import os
import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from plugins.m365.hosts import Host
from plugins.m365.options import M365Options

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
        """Give the token of ``<prefix>_<HOST>``; raises `LoginError` if there is none."""
        name = f"{self._prefix}_{host.name.upper()}"
        if not (found := self._environment.get(name, "")):
            raise LoginError(EMPTY, variable=name)
        if tenant_of(found) not in (None, self._tenant):
            raise LoginError(FOREIGN, variable=name)
        return found


class Credential:
    """An azure-identity credential, which caches and renews its tokens."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None
        self._one = asyncio.Lock()

    async def token(self, host: Host, claims: str | None) -> str:
        """Log in, one at a time: many collectors start together, and one login is enough."""
        async with self._one:
            return str(await in_daemon(lambda: self._get(host.scope, claims)))

    def _get(self, scope: str, claims: str | None) -> str:
        try:
            self._made = self._made or self._make()
        except (ValueError, OSError) as error:
            raise LoginError(BROKEN, problem=type(error).__name__) from error
        return str(self._made.get_token(scope, claims=claims, enable_cae=True).token)


def tenant_of(token: str) -> str | None:
    """The tenant that a token says it is for; None if it can't be told (not every token is a JWT)."""
    try:
        payload = token.split(".")[1]
        found = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["tid"]
    except (IndexError, KeyError, TypeError, ValueError):
        return None
    return str(found).casefold()


def tokens(options: M365Options, environment: Mapping[str, str] = os.environ) -> Tokens:
    """Build what gives the tokens that these options ask for; nothing is called yet."""
    if options.auth == "token":
        return Ready(options.token_env, options.tenant_id, environment)
    return Credential(lambda: _credential(options, environment))


def _credential(options: M365Options, environment: Mapping[str, str]) -> Any:
    from azure import identity  # noqa: PLC0415 - loads with the first login
    from azure.core.pipeline.transport import RequestsTransport  # noqa: PLC0415

    common: dict[str, Any] = {"tenant_id": options.tenant_id}
    if options.authority:
        common |= {"authority": options.authority, "disable_instance_discovery": True}
    if bundle := ca_bundle(environment):
        common["transport"] = RequestsTransport(connection_verify=bundle)
    if options.auth == "workload_identity":
        named = {"client_id": options.client_id} if options.client_id else {}
        return identity.WorkloadIdentityCredential(**named, **common)
    if options.auth == "device_code":
        return identity.DeviceCodeCredential(client_id=options.client_id, **common)
    if options.auth == "client_secret":
        secret = _secret(options.client_secret_env, environment)
        return identity.ClientSecretCredential(client_id=options.client_id, client_secret=secret, **common)
    password = environment.get(options.certificate_password_env) or None
    return identity.CertificateCredential(
        client_id=options.client_id, certificate_path=options.certificate_path, password=password, **common
    )


def ca_bundle(environment: Mapping[str, str] = os.environ) -> str:
    """The private CA of the environment, by the names that the libraries below each know one of."""
    names = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
    return next((environment[name] for name in names if environment.get(name)), "")


def _secret(name: str, environment: Mapping[str, str]) -> str:
    if not (found := environment.get(name, "")):
        raise LoginError(EMPTY, variable=name)
    return found


async def in_daemon(function: Callable[[], Any]) -> Any:
    """Run a blocking function in a daemon thread: a login that hangs must not hold up the exit."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Any] = loop.create_future()

    def settle(result: Any, error: BaseException | None) -> None:
        if not future.done():
            future.set_exception(error) if error else future.set_result(result)

    def run() -> None:
        try:
            result, error = function(), None
        except Exception as caught:  # noqa: BLE001 - handed to the awaiting side as it is
            result, error = None, caught
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="tenken-m365-login", daemon=True).start()
    return await future
