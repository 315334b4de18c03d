"""The assessment: the one value that reports, the SIEM and history are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scanner.connection import Call
from scanner.event import Heard
from scanner.findings import Finding
from scanner.framework_model import Framework
from scanner.model import Gap, Severity
from scanner.on_file import OnFile
from scanner.sentinel import NewField
from scanner.since import Since
from scanner.text import Message


class Status(StrEnum):
    """The verdict of a control: 適合・不適合・判定不能・要証跡・例外承認・対象外・事業者対応."""

    MET = "met"
    NOT_MET = "not-met"
    UNDETERMINED = "undetermined"
    EVIDENCE_NEEDED = "evidence-needed"
    EXCEPTED = "excepted"
    NOT_APPLICABLE = "not-applicable"
    COVERED = "covered-by-provider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One reading: when (RFC 3339, UTC), by which versions, and which checks were asked for.

    `checks` is None if all were. `plugins` are pairs of provider name and version.
    """

    id: str
    started_at: str
    finished_at: str
    version: str
    plugins: tuple[tuple[str, str], ...]
    checks: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A municipality: its name as people write it, its α′ case (a, i, u) and its stated facts.

    `facts` are the answers to the questions of `mappings/facts.yaml`; one that is missing is undeclared.
    """

    id: str
    name: str
    case: str
    facts: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetResult:
    """One target as it was read: the account that answered, what was not read, and the calls.

    `parent` is the target that it was found behind, `name` what the cloud calls it, `notes` what was
    known of it before it was read. `new_fields` are fields in its answers that nobody here knows.
    """

    id: str
    provider: str
    organisation: str
    account: str
    gaps: tuple[Gap, ...]
    calls: tuple[Call, ...]
    parent: str = ""
    name: str = ""
    notes: tuple[Message, ...] = ()
    new_fields: tuple[NewField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlVerdict:
    """The verdict of one control for one organisation, with the reasons and the finding ids behind it."""

    organisation: str
    framework: str
    edition: str
    case: str
    id: str
    level: str
    status: Status
    reasons: tuple[Message, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInfo:
    """A check as reports show it; the texts are English gettext keys.

    `assets` are the kinds of asset that it speaks of, where it names any.
    """

    id: str
    provider: str
    title: str
    reason: str
    remedy: str
    severity: Severity
    signals: tuple[str, ...]
    permissions: tuple[str, ...]
    controls: tuple[str, ...]
    assets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Findings by target and verdicts by control, with everything a report needs to explain them.

    `unmapped` are the checks that no loaded framework uses; `accepted` the gaps that a record
    accepts, each with its target's id. `people` is what they have on file, per organisation id; one that is
    missing was not recorded. `since` is what changed from an earlier reading, if there is one;
    `failing_since` when the first kept run began (RFC 3339, UTC) since which a Fail is one, per finding id.
    `heard` is what receivers of events heard before this run, by uid.
    """

    run: Run
    organisations: tuple[Organisation, ...]
    targets: tuple[TargetResult, ...]
    findings: tuple[Finding, ...]
    controls: tuple[ControlVerdict, ...]
    checks: tuple[CheckInfo, ...]
    frameworks: tuple[Framework, ...]
    unmapped: tuple[str, ...]
    accepted: frozenset[tuple[str, Gap]] = frozenset()
    people: Mapping[str, OnFile] = field(default_factory=dict)
    since: Since | None = None
    failing_since: Mapping[str, str] = field(default_factory=dict)
    heard: Mapping[str, Heard] = field(default_factory=dict)

    @property
    def gaps(self) -> tuple[tuple[str, Gap], ...]:
        """Every gap with the id of its target."""
        return tuple((target.id, gap) for target in self.targets for gap in target.gaps)
