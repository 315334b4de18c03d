"""What the SDK's errors mean: a closed list; an error that isn't here is a defect."""

import traceback
from typing import Any

from plugins.aws.answers import MalformedAnswer
from plugins.aws.guard import DeadlinePassed
from plugins.aws.operations import action_of
from scanner import Failure, Message, Reason

DENIED = (
    "{operation} in {region} was refused: give the scanning role {permission}, "
    "and see whether a service control policy denies it"
)
SIGN_IN = (
    "the AWS credentials are not accepted in {region} ({code}): sign in again or renew them; "
    "a region that is not enabled answers so too"
)
NO_SIGN_IN = (
    "there are no usable AWS credentials ({code}): set a profile, a role or the environment, "
    "or sign in again, and scan again"
)
WRONG = (
    "the SDK refuses its own settings ({code}): see the AWS_ variables of the environment, "
    "AWS_ENDPOINT_URL above all, and the AWS configuration file"
)
THROTTLED = "{operation} in {region} was throttled to the end ({code}): scan again at a quieter time"
UNSUPPORTED = "{operation} is not available in {region} for this account ({code})"
UNREACHABLE = "{operation} in {region} did not answer ({code}): see the network, the proxy and the private CA"
NOT_TAKEN = (
    "{operation} was not accepted in {region} ({code}): the service may not be set up there; "
    "if it is, report this to the developers of Tenken"
)
GONE = "{operation} in {region}: what was listed before is gone ({code}); scan again"
NO_AGGREGATOR = (
    "{operation} in {region} knows no such aggregator of AWS Config ({code}): "
    "see aggregator and aggregator_region of the target, and the account that it is asked in"
)
MALFORMED = "the answer lacks or holds something that the API does not document: {problem}"
NOT_READY = "the credential report was not ready in time; scan again in a few minutes"
ACCOUNT_GONE = (
    "the organization says that the account is {state}: AWS lets nobody in; name it under 'exclude' if "
    "nothing of it is in use"
)
DEADLINE = "the time for reading was over before this was read"


# Codes: "Common Errors" of each service's API reference; EC2: "Error codes for the Amazon EC2 API".
_CODES: dict[tuple[Reason, str], str] = {
    (Reason.DENIED, DENIED): """
        AccessDenied AccessDeniedException AccessDeniedForDependencyException AllAccessDisabled
        AuthorizationError AuthorizationErrorException Forbidden ForbiddenException
        InsufficientPrivilegesException InvalidAccessException NotAuthorized UnauthorizedAccess
        UnauthorizedException UnauthorizedOperation
        """,
    (Reason.DENIED, SIGN_IN): """
        AuthFailure ExpiredToken ExpiredTokenException IDPRejectedClaim IncompleteSignature
        IncompleteSignatureException InvalidAccessKeyId InvalidClientTokenId InvalidGrantException
        InvalidIdentityToken InvalidSignatureException InvalidToken MissingAuthenticationToken
        MissingAuthenticationTokenException NotSignedUp RequestExpired SignatureDoesNotMatch
        TokenRefreshRequired UnauthorizedClientException UnrecognizedClientException
        """,
    (Reason.THROTTLED, THROTTLED): """
        BandwidthLimitExceeded LimitExceededException PriorRequestNotComplete
        ProvisionedThroughputExceededException RequestLimitExceeded RequestThrottled
        RequestThrottledException SlowDown ThrottledException Throttling ThrottlingException
        TooManyRequestsException TransactionInProgressException
        """,
    (Reason.UNSUPPORTED, UNSUPPORTED): """
        AWSOrganizationsNotInUseException InvalidAction NotImplemented OptInRequired
        SubscriptionRequiredException UnknownOperationException UnsupportedOperation
        UnsupportedOperationException
        """,
    (Reason.UNSUPPORTED, NO_AGGREGATOR): "NoSuchConfigurationAggregatorException",
    (Reason.UNREACHABLE, UNREACHABLE): """
        DependencyTimeoutException InternalError InternalFailure InternalServerError
        InternalServerErrorException InternalServerException InternalServiceError
        InternalServiceException InternalServiceFault KMSInternalException RequestTimeout
        RequestTimeoutException ServiceException ServiceFailureException ServiceUnavailable
        ServiceUnavailableException Unavailable
        """,
}
MEANINGS = {code: meaning for meaning, codes in _CODES.items() for code in codes.split()}
"""What each known error code means: the reason, and the text for it."""
_GONE = ("NoSuch", "NotFound", "DoesNotExist")


class AccountGone(Exception):  # noqa: N818 - it says how something is
    """The account is suspended or closed; the text is the state."""


class Unread(Exception):  # noqa: N818 - it says how something is
    """Something that a source is known not to hold: it brings what that means."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure.message))
        self.failure = failure


class NotReady(Exception):  # noqa: N818 - it says how something is
    """The report that a service makes on demand was not ready in time."""


def classify(error: BaseException) -> Failure | None:
    """Say what a known error of the SDK means; None for anything else: a defect.

    Messages hold operation, region and error code, never text from the service: that text names
    people, roles and accounts.
    """
    import botocore.exceptions as sdk  # noqa: PLC0415
    from botocore.parsers import ResponseParserError  # noqa: PLC0415

    if own := _own(error):
        return own
    if isinstance(error, (ResponseParserError, sdk.PaginationError)):
        return Failure(Reason.MALFORMED, Message.of(MALFORMED, problem=type(error).__name__))
    if isinstance(error, sdk.ClientError):
        return _answered(error.response)
    return _unanswered(error, sdk) or _unreadable(error)


def _own(error: BaseException) -> Failure | None:
    """Judge what the plugin itself raises."""
    if isinstance(error, DeadlinePassed):
        return Failure(Reason.DEADLINE, Message.of(DEADLINE))
    if isinstance(error, MalformedAnswer):
        return Failure(Reason.MALFORMED, Message.of(MALFORMED, problem=str(error)))
    if isinstance(error, AccountGone):
        return Failure(Reason.DISABLED, Message.of(ACCOUNT_GONE, state=str(error)), "")
    if isinstance(error, Unread):
        return error.failure
    if isinstance(error, NotReady):
        return Failure(Reason.UNREACHABLE, Message.of(NOT_READY))
    return None


def _unreadable(error: BaseException) -> Failure | None:
    """Judge an answer over which botocore itself stumbled: a proxy's page, ``null``, foreign XML."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    modules = ("botocore.parsers", "botocore.endpoint")
    if not frames or frames[-1].f_globals.get("__name__") not in modules:
        return None
    return Failure(Reason.MALFORMED, Message.of(MALFORMED, problem=type(error).__name__))


def _answered(response: Any) -> Failure:
    """Judge an error that the service itself answered with: never a defect, for it may be the service's."""
    code = str(response.get("Error", {}).get("Code", ""))
    called = response.get("ResponseMetadata", {})
    name = code.rpartition("#")[2].removeprefix("Client.").removeprefix("Server.")
    return _failure(*(MEANINGS.get(name) or _by_status(name, called.get("HTTPStatusCode", 0))), code, called)


def _by_status(code: str, status: int) -> tuple[Reason, str]:
    """Judge a code that is not in the list by its ending and by the HTTP status."""
    if status >= 500:
        return Reason.UNREACHABLE, UNREACHABLE
    if code == "404":  # a web page instead of an answer: no such operation, or no AWS at all
        return Reason.UNREACHABLE, UNREACHABLE
    if status == 404 or any(part in code for part in _GONE):
        return Reason.UNREACHABLE, GONE
    return (Reason.DENIED, DENIED) if status in (401, 403) else (Reason.UNSUPPORTED, NOT_TAKEN)


def _unanswered(error: BaseException, sdk: Any) -> Failure | None:
    """Judge an error that happened before there was an answer."""
    called = error.__dict__.get("tenken", {})
    code = type(error).__name__
    if isinstance(error, _no_credentials(sdk)):
        return _failure(Reason.DENIED, NO_SIGN_IN, code, called)
    if isinstance(error, (sdk.HTTPClientError, sdk.ConnectionError)):
        return _failure(Reason.UNREACHABLE, UNREACHABLE, code, called)
    if _is_wrong_setting(error, sdk):
        return _failure(Reason.UNREACHABLE, WRONG, code, called)
    return None


def _is_wrong_setting(error: BaseException, sdk: Any) -> bool:
    """True for settings of the environment; botocore has no class of its own for a wrong endpoint."""
    wrong = (
        sdk.InvalidEndpointConfigurationError,
        sdk.InvalidProxiesConfigError,
        sdk.InvalidRegionError,
        sdk.InvalidRetryConfigurationError,
        sdk.InvalidSTSRegionalEndpointsConfigError,
    )
    return isinstance(error, wrong) or (
        type(error) is ValueError and str(error).startswith("Invalid endpoint: ")
    )


def _no_credentials(sdk: Any) -> tuple[type[BaseException], ...]:
    return (
        sdk.NoCredentialsError,
        sdk.PartialCredentialsError,
        sdk.CredentialRetrievalError,
        sdk.ProfileNotFound,
        sdk.ConfigNotFound,
        sdk.ConfigParseError,
        sdk.InvalidConfigError,
        sdk.TokenRetrievalError,
        sdk.NoAuthTokenError,
        sdk.SSOError,
        sdk.RefreshWithMFAUnsupportedError,
        sdk.MetadataRetrievalError,
        sdk.InfiniteLoopConfigError,
        sdk.UnknownCredentialError,
    )


def _failure(reason: Reason, template: str, code: str, called: Any) -> Failure:
    operation = str(called.get("Operation", ""))
    permission = action_of(operation) if operation else None
    if template in (SIGN_IN, NO_SIGN_IN):
        permission = ""
    params = {
        "operation": operation or "AWS",
        "region": called.get("Region") or "global",
        "permission": permission or "",
        "code": code,
    }
    used = {key: value for key, value in params.items() if f"{{{key}}}" in template}
    return Failure(reason, Message.of(template, **used), permission, operation)
