"""A stand-in for AWS over HTTP that refuses one operation, or says nothing at all in one region.

It stands before moto's server: patch `plugins.aws.demo.server._application` with `around`.
"""

import re
import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.plugins.aws.replay import denial, operation_model

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
SIGNED = re.compile(r"Credential=[^/]+/\d+/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")


class Refusing:
    """A WSGI application around another; set `refused` to an operation, `silent` to a region."""

    def __init__(self) -> None:
        self.refused = self.silent = ""
        self.over = threading.Event()
        self._inner: Application | None = None

    def around(self, application: Callable[[], Application]) -> Callable[[], Application]:
        """Stand before what a factory makes."""

        def made() -> Application:
            self._inner = application()
            return self

        return made

    def __call__(self, request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Refuse, hang until `over` is set, or pass the request on."""
        assert self._inner
        signed = SIGNED.search(request.get("HTTP_AUTHORIZATION", ""))
        region, service = signed.groups() if signed else ("", "")
        if self.silent and region == self.silent:
            self.over.wait(60)
        if self.refused and asks_for(self.refused, service, request):
            answer = denial(operation_model(self.refused))
            start(f"{answer.status} Forbidden", list(answer.headers.items()))
            return [answer.body]
        return self._inner(request, start)


def asks_for(operation: str, service: str, request: dict[str, Any]) -> bool:
    """True if a request, signed for `service`, asks for ``service.Operation``."""
    model = operation_model(operation)
    if service != model.service_model.signing_name:
        return False
    protocol = model.service_model.resolved_protocol
    if protocol == "json":
        return bool(request.get("HTTP_X_AMZ_TARGET", "").endswith(f".{model.name}"))
    if protocol in ("query", "ec2"):
        return parse_qs(_body(request)).get("Action") == [model.name]
    return _is_at(model.http, request)


def _body(request: dict[str, Any]) -> str:
    body = request["wsgi.input"].read(int(request.get("CONTENT_LENGTH") or 0))
    request["wsgi.input"] = BytesIO(body)
    return str(body.decode())


def _is_at(http: dict[str, str], request: dict[str, Any]) -> bool:
    place = urlsplit(http["requestUri"])
    path = re.sub(r"\{[^}]+\}", "[^/]+", place.path.rstrip("/"))
    asked = parse_qs(request.get("QUERY_STRING", ""), keep_blank_values=True)
    return (
        request["REQUEST_METHOD"] == http["method"]
        and bool(re.fullmatch(path, request["PATH_INFO"].rstrip("/")))
        and set(parse_qs(place.query, keep_blank_values=True)) <= set(asked)
    )
