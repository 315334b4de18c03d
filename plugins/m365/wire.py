"""msgraph-sdk's request adapter with raw URLs: the one module that knows httpx and kiota.

`msgraph.generated` stays out: its models lose unknown enum members and cost seconds and memory.
"""

import base64
import contextlib
import ssl
from collections.abc import Iterator, Mapping
from typing import Any, cast

import httpx
from azure.core.exceptions import AzureError, ServiceRequestError, ServiceResponseError
from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)
from kiota_abstractions.method import Method
from kiota_abstractions.native_response_handler import NativeResponseHandler
from kiota_abstractions.request_information import RequestInformation
from kiota_http.middleware.options import ResponseHandlerOption
from msgraph_core import BaseGraphRequestAdapter

from plugins.m365.credentials import ca_bundle
from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import FailedError, failed, not_signed_in
from plugins.m365.guard import Guard, RefusedError
from plugins.m365.hosts import Host
from plugins.m365.request import Ask
from plugins.m365.tokens import LoginError, Tokens
from scanner import Reason

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
LIMITS = httpx.Limits(max_connections=16)
HEADERS = {
    "Accept": "application/json",
    "Prefer": "include-unknown-enum-members",  # else Graph shows new members as unknownFutureValue
    "User-Agent": "tenken",
}
BROKEN = (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError)
BROKEN_OFF = 2
"""How often a read is sent again because the connection broke: idle ones are closed by proxies."""
NETWORK = (ServiceRequestError, ServiceResponseError)


class Wire:
    """Sends one request and gives the response back, whatever its status."""

    def __init__(
        self,
        hosts: Mapping[str, Host],
        guard: Guard,
        tokens: Tokens,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._client = _client(guard, transport)
        self._hosts = hosts
        self._tokens = tokens

    async def send(self, endpoint: Endpoint, ask: Ask) -> httpx.Response:
        """Send this; raises `FailedError` if nothing came back or nobody is logged in."""
        try:
            return await self._send(ask)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _unreachable(endpoint, error) from error
        except LoginError as error:
            raise not_signed_in(endpoint, error.template, **error.params) from error
        except AzureError as error:
            raise _login_failed(endpoint, error) from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _send(self, ask: Ask) -> httpx.Response:
        for _ in range(BROKEN_OFF):
            with contextlib.suppress(*BROKEN):
                return await self._send_once(ask)
        return await self._send_once(ask)

    async def _send_once(self, ask: Ask) -> httpx.Response:
        request = RequestInformation(Method[ask.method])
        request.url = ask.url
        if ask.body:
            request.content = ask.body
        for name, text in {**HEADERS, **ask.headers}.items():
            request.headers.add(name, text)
        request.add_request_options([ResponseHandlerOption(NativeResponseHandler())])
        response: Any = await self._adapter(ask.host).send_primitive_async(request, "bytes", {})
        return cast("httpx.Response", response)

    def _adapter(self, host: str) -> BaseGraphRequestAdapter:
        """The adapter that puts this host's token on a request, and on no other host's."""
        authentication = BaseBearerTokenAuthenticationProvider(_Access(self._hosts[host], self._tokens))
        return BaseGraphRequestAdapter(authentication, http_client=self._client)


class _Access(AccessTokenProvider):
    def __init__(self, host: Host, tokens: Tokens) -> None:
        self._host = host
        self._tokens = tokens

    async def get_authorization_token(
        self, uri: str, additional_authentication_context: dict[str, Any] | None = None
    ) -> str:
        """Give the host's token; raises `RefusedError` for a URI that isn't the host's."""
        if not self._host.holds(uri):
            raise RefusedError(f"the token of {self._host.name} is for its own host alone")
        encoded = (additional_authentication_context or {}).get("claims")
        claims = base64.b64decode(encoded).decode() if encoded else None
        return await self._tokens.token(self._host, claims)

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        """Name the host that may get a token."""
        return AllowedHostsValidator([self._host.origin])


def _client(guard: Guard, transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    bundle = ca_bundle()

    async def check(request: httpx.Request) -> None:
        guard.check(request.method, str(request.url), await request.aread())

    return httpx.AsyncClient(
        event_hooks={"request": [check]},  # stands in front of every transport, proxied or not
        transport=transport,
        timeout=TIMEOUT,
        limits=LIMITS,
        follow_redirects=False,
        verify=ssl.create_default_context(cafile=bundle) if bundle else True,
        mounts=None if transport else {"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None},
    )


def _unreachable(endpoint: Endpoint, error: BaseException) -> FailedError:
    template = "{operation}: not reached ({problem}); see network, proxy and certificate settings"
    return failed(Reason.UNREACHABLE, endpoint, template, problem=type(error).__name__)


def _login_failed(endpoint: Endpoint, error: AzureError) -> FailedError:
    chain = list(_causes(error))
    if network := next((one for one in chain if isinstance(one, NETWORK)), None):
        return _unreachable(endpoint, network)
    template = "{operation}: login refused ({problem}); see tenant_id, client_id and the credential"
    return not_signed_in(endpoint, template, problem=type(error).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
