"""The values that cross every line: resources, gaps, verdicts and findings."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Generic, Self, TypeVar

from scanner.text import Message, Scalar

if TYPE_CHECKING:
    from scanner.picture import Picture

T = TypeVar("T")
GLOBAL = "global"


class Severity(StrEnum):
    """How much harm a failed check can do, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Outcome(StrEnum):
    """What a check found."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why something could not be told: a closed set."""

    DENIED = "denied"
    THROTTLED = "throttled"
    UNLICENSED = "unlicensed"
    UNSUPPORTED = "unsupported"
    UNREACHABLE = "unreachable"
    MALFORMED = "malformed"
    DEADLINE = "deadline"
    UNDECLARED = "undeclared"
    UNRECORDED = "unrecorded"
    DISABLED = "disabled"
    DEFECT = "defect"


@dataclass(frozen=True, slots=True, order=True)
class Resource:
    """What a verdict speaks of: a type in the provider's own words, an id, a name and a region."""

    type: str
    id: str
    name: str = ""
    region: str = GLOBAL


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not read: which setting, where, why, and what would mend it.

    `permission` is the missing permission and `operation` the refused call, empty if not known.
    """

    setting: str
    scope: Resource
    reason: Reason
    message: Message
    permission: str = ""
    operation: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a connection makes of a known SDK error; the engine adds setting and scope.

    `permission` is what the call needs: None stands for all that its collector declares, and an
    empty text says that no permission would mend it (nobody is signed in).
    """

    reason: Reason
    message: Message
    permission: str | None = None
    operation: str = ""


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """All that was read of one setting, and all that was not."""

    items: tuple[T, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def complete(self) -> bool:
        """True if nothing is missing."""
        return not self.gaps


class Verdict:
    """What a check says of one subject: a setting or a `Resource`.

    `part` tells apart several verdicts of one check about the same resource (a rule of a
    group, say): it goes into the finding's stable id, so it must not change between runs.
    Further keywords fill the message's placeholders.
    """

    __slots__ = ("message", "part", "pictures", "reason", "subject")
    outcome: ClassVar[Outcome]

    def __init__(self, subject: object, template: str, /, *, part: str = "", **params: Scalar) -> None:
        self.subject = subject
        self.message = Message.of(template, **params)
        self.part = part
        self.pictures: tuple[Picture, ...] = ()
        self.reason: Reason | None = None

    def showing(self, *pictures: "Picture") -> Self:
        """The same verdict with pictures, which reports draw beside the setting."""
        self.pictures = pictures
        return self

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.subject!r}, {str(self.message)!r})"

    @property
    def _key(self) -> tuple[object, ...]:
        return (self.subject, self.message, self.part, self.reason, self.pictures)


class Pass(Verdict):
    """The setting is as it should be."""

    __slots__ = ()
    outcome = Outcome.PASS


class Fail(Verdict):
    """The setting is not as it should be."""

    __slots__ = ()
    outcome = Outcome.FAIL


class NotApplicable(Verdict):
    """The question does not arise here."""

    __slots__ = ()
    outcome = Outcome.NOT_APPLICABLE


class Unknown(Verdict):
    """It cannot be told, and why: `Unknown(user, Reason.UNDECLARED, "…")`."""

    __slots__ = ()
    outcome = Outcome.UNKNOWN

    def __init__(
        self, subject: object, reason: Reason, template: str, /, *, part: str = "", **params: Scalar
    ) -> None:
        super().__init__(subject, template, part=part, **params)
        self.reason = reason
