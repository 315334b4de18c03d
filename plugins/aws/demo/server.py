"""moto's server on a free port of this machine, quiet, and honest about what it doesn't have."""

import json
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from plugins.aws.demo.answers import by_hand, unconfirmed

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
MISSING_XML = b"<Response><Errors><Error><Code>NotImplemented</Code></Error></Errors></Response>"
PERIOD = json.dumps({"KeyRotationEnabled": True, "RotationPeriodInDays": 365}).encode()
MISSING = json.dumps({"__type": "NotImplemented", "message": "the stand-in does not have this"}).encode()


@contextmanager
def server() -> Iterator[str]:
    """Run it and give its address; everything in it is forgotten afterwards."""
    from werkzeug.serving import make_server  # noqa: PLC0415 - an extra, for the demo alone

    log = logging.getLogger("werkzeug")
    level = log.level
    log.setLevel(logging.CRITICAL)
    running = make_server("127.0.0.1", 0, _application(), threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}"
    finally:
        running.shutdown()
        running.server_close()
        thread.join()
        _forget()
        log.setLevel(level)


def _forget() -> None:
    from moto.moto_api._internal.models import moto_api_backend  # noqa: PLC0415

    moto_api_backend.reset()


def _application() -> Application:
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: PLC0415

    class Quiet(DomainDispatcherApplication):
        """Raises for a service that moto lacks; the original prints a line and fails."""

        def get_backend_for_host(self, host: str | None) -> Any:
            known = (pattern.match(f"http://{host}") for _, pattern in self.backend_url_patterns)
            if host and "amazonaws.com" in host and not any(known):
                raise NotImplementedError(host)
            return super().get_backend_for_host(host)

    moto: Application = Quiet(create_backend_app)

    def answer(request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        found = by_hand(request)
        if found:
            start(found.status, [("Content-Type", found.form)])
            return [found.body]
        return _or_missing(moto, request, start)

    return answer


def _or_missing(moto: Application, request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Ask moto; where it has no such operation, say so in the way of AWS instead of a web page."""
    heads: list[tuple[Any, ...]] = []
    try:
        body = b"".join(moto(request, lambda *head: heads.append(head)))
    except NotImplementedError:
        heads, body = [], b""
    if request.get("HTTP_X_AMZ_TARGET") == "TrentService.GetKeyRotationStatus" and b"true" in body:
        body = PERIOD  # which moto keeps to itself
        heads = [("200 OK", [("Content-Type", "application/x-amz-json-1.1")])]
    body = unconfirmed(body)
    page = heads and heads[-1][0].startswith("404") and body.lower().startswith(b"<!doctype html>")
    if not heads or page:
        form = "x-www-form-urlencoded" in request.get("CONTENT_TYPE", "")  # asked in XML's protocols
        body = MISSING_XML if form else MISSING
        heads = [("501 Not Implemented", [("x-amzn-errortype", "NotImplemented")])]
    status, sent = heads[-1][:2]
    start(status, [(name, value) for name, value in sent if name.lower() != "content-length"])
    return [body]
