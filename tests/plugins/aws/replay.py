"""Keep what moto answers, replay it without moto, and refuse any one operation.

    with mock_aws():
        fill_the_account()
        with moto_asked() as moto, Tape(moto) as tape:  # every botocore session made from here on is on tape
            scan()                                      # what moto answers is kept
    with tape.replaying():                              # no moto, no network
        scan()
    with tape.replaying(deny="ec2.DescribeVpcs", region="ap-northeast-3"):
        scan()

Nothing is recorded from AWS itself. Operations that moto doesn't have get an answer by hand with
`Tape.answer`; botocore's own output shape validates it, so that an invented field fails.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple, Self
from unittest.mock import patch

import botocore.handlers
import botocore.loaders
import botocore.model
from botocore.awsrequest import AWSResponse
from botocore.validate import validate_parameters

Key = tuple[str, str, str]


class Reply(NamedTuple):
    """One HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class UnrecordedError(AssertionError):
    """A call was replayed that was never recorded."""


class Raw(BytesIO):
    """A body that can be streamed."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


Source = Callable[[Any], AWSResponse | None]


@contextmanager
def moto_asked() -> Iterator[Source]:
    """Ask moto for what has no answer by hand, and one call at a time: it isn't made for threads.

    By itself moto answers every call, also one that has its answer, and fails if it lacks the operation.
    """
    from moto.core.models import botocore_stubber

    lock = threading.Lock()

    def ask(request: Any) -> AWSResponse:
        with lock:
            status, headers, body = botocore_stubber.process_request(request)
        return AWSResponse(
            request.url, status, headers, Raw(body.encode() if isinstance(body, str) else body)
        )

    with patch.object(botocore_stubber, "enabled", new=False):
        yield ask


class Tape:
    """Hooks into every botocore session that is made while it is in use.

    `source` answers what is not on tape yet and has no answer by hand; without one the network does.
    """

    def __init__(self, source: Source | None = None) -> None:
        self.source = source
        self.answers: dict[Key, Reply] = {}
        self.by_hand: dict[tuple[str, str | None], Reply] = {}
        self.calls: set[tuple[str, str]] = set()
        self.asked: list[Key] = []
        self.addresses: list[str] = []
        self.mode = "record"
        self.denied: tuple[str, str | None, str] | None = None
        self._now = threading.local()
        self._hooks = [
            ("before-call", self._begin),
            ("before-send", self._send),
            ("response-received", self._receive),
            ("after-call", self._end),
            ("after-call-error", self._end),
        ]

    def __enter__(self) -> Self:
        # First of all: the first answer counts, and moto gives one too.
        botocore.handlers.BUILTIN_HANDLERS[:0] = self._hooks
        return self

    def __exit__(self, *_: object) -> None:
        for hook in self._hooks:
            botocore.handlers.BUILTIN_HANDLERS.remove(hook)

    @contextmanager
    def replaying(self, deny: str | None = None, region: str | None = None) -> Iterator["Tape"]:
        """Answer from the tape; refuse operation `deny` (in one region only, if given)."""
        before, self.mode = self.mode, "replay"
        try:
            with self, self.denying(deny, region):
                yield self
        finally:
            self.mode = before

    @contextmanager
    def denying(self, operation: str | None, region: str | None = None, key: str = "") -> Iterator[None]:
        """Refuse an operation (in one region, to one access key or of one account, if given).

        `key` is an access key, or the 12 digits of an account: whose call it is, or who is asked for.
        """
        self.denied = (operation, region, key) if operation else None
        try:
            yield
        finally:
            self.denied = None

    def answer(self, operation: str, answer: dict[str, Any], region: str | None = None) -> None:
        """Answer an operation by hand (in one region only, if given), with every input."""
        model = operation_model(operation)
        validate_parameters(answer, model.output_shape)
        self.by_hand[operation, region] = _serialized(model, answer)

    def fail(self, operation: str, code: str, region: str | None = None, status: int = 400) -> None:
        """Answer an operation with an error code."""
        self.by_hand[operation, region] = _error(operation_model(operation), code, status)

    def _begin(self, model: Any, params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        operation = f"{model.service_model.service_name}.{model.name}"
        # The whole address: the bucket is in its host.
        asked = repr((params["url"], params["query_string"], params["body"]))
        key = (operation, context["client_region"], asked)
        # A stack: signing a call may make another one, to assume a role.
        self._stack.append((model, key))
        self.calls.add((operation, context["client_region"]))
        self.asked.append(key)

    @property
    def _stack(self) -> list[tuple[Any, Key]]:
        if not hasattr(self._now, "stack"):
            self._now.stack = []
        return self._now.stack

    def _end(self, **_: Any) -> None:
        self._stack.pop()

    def _send(self, request: Any, **_: Any) -> AWSResponse | None:
        self.addresses.append(request.url)
        reply = self._reply(request)
        if reply is None:
            return self.source(request) if self.source else None
        return AWSResponse(request.url, reply.status, reply.headers, Raw(reply.body))

    def _reply(self, request: Any) -> Reply | None:
        model, key = self._stack[-1]
        operation, region, _ = key
        if self._denies(operation, region, request):
            return denial(model)
        for place in ((operation, region), (operation, None)):
            if place in self.by_hand:
                return self.by_hand[place]
        if self.mode == "record":
            return None
        if key not in self.answers:
            raise UnrecordedError(key)
        return self.answers[key]

    def _denies(self, operation: str, region: str, request: Any) -> bool:
        if self.denied is None:
            return False
        name, place, key = self.denied
        if name != operation or place not in (region, None):
            return False
        signed = str(request.headers.get("Authorization", ""))
        return key in signed or key in str(request.body) or any(one in signed for one in lent_keys(key))

    def _receive(self, response_dict: dict[str, Any] | None, **_: Any) -> None:
        if self.mode != "record" or response_dict is None:
            return
        headers = {key.lower(): value for key, value in response_dict["headers"].items()}
        body = response_dict["body"]
        self.answers[self._stack[-1][1]] = Reply(response_dict["status_code"], headers, body)


def lent_keys(account: str) -> Iterator[str]:
    """The access keys that moto has lent to roles of an account."""
    from moto.sts.models import sts_backends

    for backends in sts_backends.values():
        for backend in backends.values():
            yield from (one.access_key_id for one in backend.assumed_roles if one.account_id == account)


def operation_model(operation: str) -> botocore.model.OperationModel:
    """Find botocore's model of ``service.Operation``."""
    service, _, name = operation.partition(".")
    return _service(service).operation_model(name)


def _service(name: str) -> botocore.model.ServiceModel:
    if name not in _SERVICES:
        shapes = botocore.loaders.create_loader().load_service_model(name, "service-2")
        _SERVICES[name] = botocore.model.ServiceModel(shapes, name)
    return _SERVICES[name]


_SERVICES: dict[str, botocore.model.ServiceModel] = {}


def _serialized(model: Any, result: Any) -> Reply:
    """Write an answer as the service would, with moto's serialisers."""
    from moto.core.serialize import get_serializer_class

    service = model.service_model
    kind = get_serializer_class(service.service_name, service.resolved_protocol)
    made = kind(_moto_model(service).operation_model(model.name)).serialize(result)
    body = made["body"].encode() if isinstance(made["body"], str) else made["body"]
    return Reply(made["status_code"], dict(made["headers"]), body)


def _moto_model(service: Any) -> Any:
    """The same model as moto's own class, which its serialisers insist on."""
    from moto.core.model import ServiceModel

    return ServiceModel(service._service_description, service.service_name)


def denial(model: Any) -> Reply:
    """The refusal of an operation, as its service words it."""
    protocol = model.service_model.resolved_protocol
    codes = {"ec2": "UnauthorizedOperation", "json": "AccessDeniedException"}
    return _error(model, codes.get(protocol.removeprefix("rest-"), "AccessDenied"), 403)


def _error(model: Any, code: str, status: int) -> Reply:
    service, protocol = model.service_model.service_name, model.service_model.resolved_protocol
    inner = f"<Error><Code>{code}</Code><Message>no</Message></Error>"
    if protocol.endswith("json"):
        body = f'{{"__type": "{code}", "message": "no"}}'
    elif protocol == "ec2":
        body = f"<Response><Errors>{inner}</Errors><RequestID>1</RequestID></Response>"
    elif service == "s3":
        body = inner
    else:
        body = f"<ErrorResponse>{inner}<RequestId>1</RequestId></ErrorResponse>"
    return Reply(status, {"x-amzn-errortype": code}, body.encode())
