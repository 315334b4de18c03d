"""What went wrong, in the words of the closed set of reasons; no message holds a secret or a name."""

import re

from plugins.m365.endpoint import Endpoint, is_action
from scanner import Failure, Message, Reason

UNLICENSED_CODES = frozenset(
    {
        "authentication_requestfromnonpremiumtenantorb2ctenant",  # sign-in logs without P1
        "aadpremiumlicenserequired",  # PIM without P2
    }
)
UNLICENSED_WORDS = re.compile(
    r"premium licen[cs]e"
    r"|not licensed|licen[cs]e (?:is )?required|needs? to have .*licen[cs]e"
    r"|does(?:n't| not) have .*licen[cs]e"
    r"|Request not applicable to target tenant",  # Intune's answer to a tenant without a plan
    re.IGNORECASE,
)
NO_CMDLET = re.compile(
    r"CommandNotFound|(?:isn't|is not|not) recognized as (?:the|a) name of a cmdlet", re.IGNORECASE
)
"""Exchange hides from a role the cmdlets that it may not run."""
GONE_CODES = frozenset({"Request_ResourceNotFound", "ManagementPolicyNotFound"})
"""The directory's own code, and a storage account's without a policy; a proxy's 404 has no such code."""
BUSY = frozenset({429, 503, 504})


class FailedError(Exception):
    """A read that failed for a known reason."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure.message))
        self.failure = failure


def classify(error: BaseException) -> Failure | None:
    """Say what a known error means; None for anything else: a defect."""
    return error.failure if isinstance(error, FailedError) else None


class GoneError(FailedError):
    """The service says that there is no object of this id: it has been deleted."""


def failed(reason: Reason, endpoint: Endpoint, template: str, **params: str | int) -> FailedError:
    """Build the error with the operation and the permission that it needs."""
    message = Message.of(template, operation=endpoint.operation, **params)
    return FailedError(Failure(reason, message, endpoint.permission, endpoint.operation))


def not_signed_in(endpoint: Endpoint, template: str, **params: str | int) -> FailedError:
    """Build the error for a login that gave no token: no permission would mend it."""
    message = Message.of(template, operation=endpoint.operation, **params)
    return FailedError(Failure(Reason.DENIED, message, "", endpoint.operation))


def malformed(endpoint: Endpoint, problem: str) -> FailedError:
    """Build the error for an answer that isn't of the documented shape."""
    return failed(Reason.MALFORMED, endpoint, "{operation}: unexpected answer ({problem})", problem=problem)


def refused(endpoint: Endpoint, status: int, code: str, text: str) -> FailedError:
    """Say what a status other than 200 means; `code` and `text` are those of the service's error object."""
    if status in (400, 403, 404) and is_unlicensed(code, text):
        template = "{operation}: the tenant has no plan for it ({code})"
        return failed(Reason.UNLICENSED, endpoint, template, code=code)
    if status in BUSY:
        return throttled(endpoint, status)
    if endpoint.sent and status in (400, 403, 404) and NO_CMDLET.search(f"{code} {text}"):
        template = "{operation}: the sign-in may not run this cmdlet; it needs {permission}"
        return failed(Reason.DENIED, endpoint, template, permission=endpoint.permission)
    if status == 404:
        return not_found(endpoint, code)
    reason, template = _denied_action(endpoint, status) or _meaning(endpoint, status)
    return failed(reason, endpoint, template, status=status, code=code, permission=endpoint.permission)


def switched_off(endpoint: Endpoint, name: str) -> FailedError:
    """Build the error for a read that the municipality doesn't want."""
    template = "{operation}: not asked, because tenken.yaml lists {name} under switched_off"
    return failed(Reason.DISABLED, endpoint, template, name=name)


def unnamed_site(endpoint: Endpoint) -> FailedError:
    """Build the error for a SharePoint admin site whose name could not be read."""
    template = (
        "{operation}: the name of the tenant could not be read; write it in tenken.yaml as "
        "domain: NAME.onmicrosoft.com"
    )
    return failed(Reason.UNDECLARED, endpoint, template)


def not_found(endpoint: Endpoint, code: str) -> FailedError:
    """Tell an object that has been deleted from a path that the service doesn't know."""
    if code in GONE_CODES:
        return GoneError(failed(Reason.UNSUPPORTED, endpoint, "{operation}: no such object").failure)
    return failed(Reason.UNSUPPORTED, endpoint, "{operation}: the service doesn't know it (404)")


def _denied_action(endpoint: Endpoint, status: int) -> tuple[Reason, str] | None:
    template = "{operation}: refused ({status}); give the sign-in an Azure role with the action {permission}"
    return (Reason.DENIED, template) if status in (401, 403) and is_action(endpoint.permission) else None


def _meaning(endpoint: Endpoint, status: int) -> tuple[Reason, str]:
    if status == 401 and not endpoint.documented:
        return Reason.DENIED, "{operation}: the sign-in was not accepted (401); it needs {permission}"
    if status == 401:
        return Reason.DENIED, (
            "{operation}: the sign-in was not accepted (401); sign in again; if that does not help, "
            "grant the application permission {permission}"
        )
    if status == 403 and endpoint.documented:
        return Reason.DENIED, "{operation}: refused ({status}); grant the application permission {permission}"
    if status == 403:
        return Reason.DENIED, "{operation}: refused ({status}); the sign-in needs {permission}"
    if status >= 500:
        return Reason.UNREACHABLE, "{operation}: the service failed ({status})"
    return Reason.MALFORMED, "{operation}: unexpected answer (status {status} {code})"


def throttled(endpoint: Endpoint, status: int) -> FailedError:
    """Build the error for a service that is still busy when there's no time left to wait."""
    template = "{operation}: still busy ({status}) when the time to wait was over"
    return failed(Reason.THROTTLED, endpoint, template, status=status)


def late(endpoint: Endpoint) -> FailedError:
    """Build the error for what the scan's deadline cut off."""
    return failed(Reason.DEADLINE, endpoint, "{operation}: not read before the scan's deadline")


def is_unlicensed(code: str, text: str) -> bool:
    """True if the service refuses for want of a plan rather than of a permission."""
    return code.lower() in UNLICENSED_CODES or UNLICENSED_WORDS.search(text) is not None
