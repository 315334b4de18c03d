"""S3 and Security Hub over HTTP, as far as sinks use them; moto plays them for what it knows."""

import gzip
import json

from scanner.testing import Hang, Reply, Reset
from scanner.testing.sink_contract import POISON
from tests.reports.sinks.http_receivers import HttpReceiver, lines

ERROR = '<?xml version="1.0"?><Error><Code>{code}</Code><Message>{message}</Message></Error>'


def xml(status, code, message=""):
    return Reply(
        status, ERROR.format(code=code, message=message).encode(), {"Content-Type": "application/xml"}
    )


class S3Receiver(HttpReceiver):
    """Source: S3 PutObject, error codes SlowDown, ServiceUnavailable, AccessDenied."""

    def __init__(self):
        super().__init__()
        self.objects = {}

    def answer(self, request):
        kind = self._next.popleft() if self._next else ""
        if kind == "busy":
            return xml(503, "SlowDown")
        if kind == "unavailable":
            return xml(503, "ServiceUnavailable")
        if kind == "locked":
            return xml(403, "AccessDenied", "no")
        if kind in ("down", "broken"):
            return Reset()
        if kind == "slow":
            return Hang(60)
        assert request.method == "PUT"
        assert request.path not in self.objects or self.objects[request.path] == request.body
        self.objects[request.path] = request.body
        self.have(one["metadata"]["uid"] for one in lines(gzip.decompress(request.body)))
        return Reset() if kind == "reset" else Reply(200, b"", {"ETag": '"x"'})


class SecurityHubReceiver(HttpReceiver):
    """Source: Security Hub, BatchImportFindings: FailedFindings of an answer that is 200."""

    def answer(self, request):
        kind = self._next.popleft() if self._next else ""
        if kind in ("busy", "unavailable"):
            return self._error(429 if kind == "busy" else 500, "LimitExceededException")
        if kind == "locked":
            return self._error(403, "AccessDeniedException")
        if kind in ("down", "broken"):
            return Reset()
        if kind == "slow":
            return Hang(60)
        assert request.path == "/findings/import"
        findings = json.loads(request.body)["Findings"]
        assert len(findings) <= 100
        wrong = [one for place, one in enumerate(findings) if self._wrong(one, place, kind)]
        self.have(one["ProductFields"]["tenken/event"] for one in findings if one not in wrong)
        if kind == "reset":
            return Reset()
        failed = [{"Id": one["Id"], **self._why(one)} for one in wrong]
        return Reply(
            200,
            {"FailedCount": len(wrong), "SuccessCount": len(findings) - len(wrong), "FailedFindings": failed},
        )

    def _wrong(self, finding, place, kind):
        return finding["ProductFields"]["tenken/event"] == POISON or (kind == "half" and place % 2)

    def _why(self, finding):
        poison = finding["ProductFields"]["tenken/event"] == POISON
        code = "InvalidInput" if poison else "InternalException"
        return {"ErrorCode": code, "ErrorMessage": "cannot read this"}

    def _error(self, status, code):
        return Reply(status, {"__type": code, "Code": code, "Message": code}, {"x-amzn-ErrorType": code})
