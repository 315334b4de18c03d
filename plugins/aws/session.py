"""Sessions of the SDK: who signs, with which network settings; boto3 is imported here, when asked."""

import functools
import ipaddress
import json
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.aws.guard import Guard, Watch, install

_MAKING = threading.Lock()
TOKYO = "ap-northeast-1"
POOL = 32


def open_session(profile: str | None, region: str | None, guard: Guard, watch: Watch) -> Any:
    """Open a boto3 session whose every client is guarded.

    Proxies (HTTPS_PROXY, NO_PROXY), AWS_PROFILE and AWS_ENDPOINT_URL are the SDK's own business.
    Raises botocore's errors for a profile that doesn't exist and for missing credentials.
    """
    import boto3  # noqa: PLC0415 - loaded when an account is read, not when the plugin is listed
    import botocore.session  # noqa: PLC0415

    core: Any = botocore.session.Session(profile=profile)
    core.register_component("data_loader", _loader())
    install(core, guard, watch)
    if _is_local_stand_in():
        core.register("before-call.s3-control", _without_account_host)
    core.set_config_variable("region", region or core.get_config_variable("region") or TOKYO)
    if bundle := _ca_bundle():
        core.set_config_variable("ca_bundle", bundle)
    return boto3.Session(botocore_session=core)


def client_config() -> Any:
    """Time-outs of 5 and 20 seconds, five attempts, one connection per thread of the pool."""
    from botocore.config import Config  # noqa: PLC0415

    return Config(
        connect_timeout=5,
        read_timeout=20,
        max_pool_connections=POOL,
        retries={"mode": "standard", "total_max_attempts": 5},
        user_agent_extra="tenken",
    )


def make_client(session: Any, service: str, region: str, config: Any) -> Any:
    """Make a client; one at a time, so that no two accounts load the same service model at once."""
    with _MAKING:
        return session.client(service, region_name=region, config=config)


@functools.cache
def _loader() -> Any:
    """One loader for all accounts: service models are kept once, and without the texts that nobody reads.

    All services of three accounts: 130 MB, not 172 with the texts.
    """
    from botocore.loaders import JSONFileLoader, Loader  # noqa: PLC0415

    class Lean(JSONFileLoader):  # type: ignore[misc]  # botocore has no types
        # If botocore comes to call it otherwise, models are whole again: more memory, the same answers.
        def _load_file(self, path: str, opened: Callable[..., Any]) -> Any:
            if not Path(path).is_file():
                return None
            with opened(path, "rb") as file:
                return json.loads(file.read(), object_pairs_hook=_without_texts)

    return Loader(file_loader=Lean())


def _without_texts(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The keys stay: botocore reads some of them."""
    return {key: "" if key == "documentation" and isinstance(value, str) else value for key, value in pairs}


def credentials_of(session: Any) -> Any:
    """The credentials that a session signs with; None if it has none."""
    return session._session.get_credentials()  # noqa: SLF001 - the botocore session below


def assume(session: Any, role: str | None, external_id: str | None, lent: Any = None) -> None:
    """Let the session sign as a role, and renew that by itself.

    The role is assumed with the credentials `lent`, or the session's own; without a role the session
    signs with these. Raises botocore's ``NoCredentialsError`` if there is nobody who could assume it.
    """
    from botocore.credentials import (  # noqa: PLC0415
        AssumeRoleCredentialFetcher,
        DeferredRefreshableCredentials,
    )
    from botocore.exceptions import NoCredentialsError  # noqa: PLC0415

    core = session._session  # noqa: SLF001 - the botocore session below; there is no public name for it
    own = lent or core.get_credentials()
    if own is None:
        raise NoCredentialsError
    if role is None:
        core._credentials = own  # noqa: SLF001
        return
    extra = {"RoleSessionName": "tenken"} | ({"ExternalId": external_id} if external_id else {})
    fetcher = AssumeRoleCredentialFetcher(core.create_client, own, role, extra_args=extra)
    # botocore gives no public way to set credentials that renew themselves.
    core._credentials = DeferredRefreshableCredentials(fetcher.fetch_credentials, "assume-role")  # noqa: SLF001


def _ca_bundle() -> str | None:
    """The private CA that other programs are told of; AWS_CA_BUNDLE itself is botocore's business."""
    if os.environ.get("AWS_CA_BUNDLE"):
        return None
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE") or None


def _without_account_host(params: dict[str, Any], **_: Any) -> None:
    """Leave out the account from the host of S3 Control: ``111122223333.127.0.0.1`` has no address."""
    params["url"] = re.sub(r"//\d{12}\.", "//", params["url"])


def _is_local_stand_in() -> bool:
    """True for an endpoint without a domain (``localhost``) or a bare address: no ``ACCOUNT.host`` there."""
    host = urlsplit(os.environ.get("AWS_ENDPOINT_URL", "")).hostname or ""
    try:
        return bool(host) and ("." not in host or bool(ipaddress.ip_address(host)))
    except ValueError:
        return False


def operation_shape(operation: str) -> Any:
    """The SDK's description of what ``service.Operation`` answers."""
    from botocore.model import ServiceModel  # noqa: PLC0415

    service, _, name = operation.partition(".")
    return (
        ServiceModel(_loader().load_service_model(service, "service-2"), service)
        .operation_model(name)
        .output_shape
    )
