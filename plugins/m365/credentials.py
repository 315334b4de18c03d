"""Logging in with azure-identity: one credential serves every host."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from plugins.m365.hosts import Host
from plugins.m365.options import M365Options
from plugins.m365.tokens import BROKEN, LoginError, Ready, Tokens, secret

TIMEOUTS = {"connection_timeout": 10, "read_timeout": 30}
"""Seconds; azure-core would wait 300 for each, longer than most scans last."""
AGAIN = 30.0
"""Seconds after which a failed login is tried again: every collector would otherwise wait for its own."""


class Credential:
    """An azure-identity credential, which caches and renews its tokens; a failure is kept for a while too."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None
        self._one = asyncio.Lock()
        self._failed: dict[str, tuple[float, Exception]] = {}

    async def token(self, host: Host, claims: str | None) -> str:
        """Log in, one at a time: many collectors start together, and one login is enough."""
        async with self._one:
            at, failure = self._failed.get(host.scope, (-AGAIN, None))
            if failure and time.monotonic() - at < AGAIN:
                raise failure
            try:
                return str(await in_daemon(lambda: self._get(host.scope, claims)))
            except Exception as error:
                self._failed[host.scope] = (time.monotonic(), error)
                raise

    def _get(self, scope: str, claims: str | None) -> str:
        try:
            self._made = self._made or self._make()
        except (ValueError, OSError) as error:
            raise LoginError(BROKEN, problem=type(error).__name__) from error
        return str(self._made.get_token(scope, claims=claims, enable_cae=True).token)


def tokens(options: M365Options, environment: Mapping[str, str] = os.environ) -> Tokens:
    """Build what gives the tokens that these options ask for; nothing is called yet."""
    if options.auth == "token":
        return Ready(options.token_env, options.tenant_id, environment)
    return Credential(lambda: _credential(options, environment))


def _credential(options: M365Options, environment: Mapping[str, str]) -> Any:
    from azure import identity  # noqa: PLC0415 - loads with the first login
    from azure.core.pipeline.transport import RequestsTransport  # noqa: PLC0415

    transport = RequestsTransport(connection_verify=ca_bundle(environment) or True, **TIMEOUTS)
    common: dict[str, Any] = {"tenant_id": options.tenant_id, "transport": transport, "retry_total": 1}
    if options.authority:
        common |= {"authority": options.authority, "disable_instance_discovery": True}
    if options.auth == "workload_identity":
        named = {"client_id": options.client_id} if options.client_id else {}
        return identity.WorkloadIdentityCredential(**named, **common)
    if options.auth == "device_code":
        return identity.DeviceCodeCredential(client_id=options.client_id, prompt_callback=prompt, **common)
    if options.auth == "client_secret":
        key = secret(options.client_secret_env, environment)
        return identity.ClientSecretCredential(client_id=options.client_id, client_secret=key, **common)
    password = environment.get(options.certificate_password_env) or None
    return identity.CertificateCredential(
        client_id=options.client_id, certificate_path=options.certificate_path, password=password, **common
    )


def prompt(uri: str, code: str, _until: object) -> None:
    """Ask for a device code on stderr: stdout belongs to the report."""
    sys.stderr.write(f"{uri}\n{code}\n")


def ca_bundle(environment: Mapping[str, str] = os.environ) -> str:
    """The private CA of the environment, by the names that the libraries below each know one of."""
    names = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
    return next((environment[name] for name in names if environment.get(name)), "")


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
