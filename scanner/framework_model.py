"""What a framework file says, as frozen values. Framework data are data: no rule stands in code."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from scanner.framework_logic import Rule
from scanner.yamlfile import Refused

DURATION = re.compile(r"P(?=[0-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?")
UNTIL = ("until-change", "until-expiry", "contract-term", "permanent")
Case = Literal["a", "i", "u"]
Part = Literal["whole", "csp-part"]


class Level(StrEnum):
    """How binding a control is in the document."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    INFORMATION = "information"
    NOT_APPLICABLE = "not-applicable"


class Assessment(StrEnum):
    """Who answers: settings alone, settings and people, people alone, or the provider."""

    AUTOMATED = "automated"
    PARTIAL = "partial"
    ATTESTED = "attested"
    COVERED = "covered-by-provider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in the two languages; neither may be missing or empty."""

    ja: str
    en: str

    def __post_init__(self) -> None:
        for language in ("ja", "en"):
            if not getattr(self, language).strip():
                raise Refused(
                    "the text in '{language}' is empty; write it", at=(language,), language=language
                )

    def __getitem__(self, language: str) -> str:
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Level per α′ case: ア (a), イ (i), ウ (u)."""

    a: Level
    i: Level
    u: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where in the document the control stands."""

    section: str
    figure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSource:
    """The document itself. `date` is ISO text, None where the document bears none."""

    document: Text
    publisher: Text | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """The control applies if this fact is declared true; undeclared leaves it undetermined."""

    declared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Who has to act, and what the document says on Government Cloud.

    `by_crosswalk`: the sentence stands at a related control. `relief`: what Government Cloud takes over of
    the municipality's own check, the whole control or the cloud provider's part of it.
    """

    who: tuple[str, ...]
    government_cloud: Text | None = None
    by_crosswalk: bool = False
    relief: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """What people show. `valid_for` is an ISO 8601 duration (P3M) or until-change, until-expiry, …."""

    key: str
    item: Text
    valid_for: str

    def __post_init__(self) -> None:
        if self.valid_for not in UNTIL and not DURATION.fullmatch(self.valid_for):
            template = "'{value}' is no duration; write P3M, P1Y, P30D or one of: {allowed}"
            raise Refused(template, at=("valid_for",), value=self.valid_for, allowed=", ".join(UNTIL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control. `logic` says how signals decide it; without it every signal in scope must hold.

    `rule_16_3` is the item (1 to 8) of 地方自治法施行規則 第16条の3 that the control serves.
    """

    id: str = field(metadata={"example": "ALPHA-T02"})
    title: Text
    summary: Text
    source: Source
    level: Level | Cases
    level_note: Text | None = None
    applies_if: Condition | None = None
    responsibility: Responsibility
    rule_16_3: int
    assessment: Assessment
    assessment_elsewhere: Assessment | None = None
    signals: tuple[str, ...] = ()
    logic: Rule | None = None
    checks: tuple[str, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    related: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.rule_16_3 <= 8:
            raise Refused(
                "'{value}' is not an item of 16条の3; write 1 to 8", at=("rule_16_3",), value=self.rule_16_3
            )
        if not (self.checks or self.signals or self.evidence):
            raise Refused("control '{id}' has neither checks, signals nor evidence; add one", id=self.id)

    def level_in(self, case: Case) -> Level:
        """The level in one of the three α′ cases."""
        return getattr(self.level, case) if isinstance(self.level, Cases) else self.level


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """A group of lines of a figure, by the ids of their controls."""

    title: Text
    controls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A table of the document that lists, for one α′ case, what has to be done, in its own order."""

    figure: str
    case: Case
    title: Text
    parts: tuple[FigurePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One document in one edition."""

    framework: str = field(metadata={"example": "alpha-prime"})
    edition: str = field(metadata={"example": '"2024-03-25"'})
    title: Text
    status: Text
    source: DocumentSource
    controls: tuple[Control, ...]
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        known = {control.id for control in self.controls}
        for number, figure in enumerate(self.figures):
            for name in (name for part in figure.parts for name in part.controls):
                if name not in known:
                    raise Refused(
                        "'{figure}' names the control '{id}', which is not in this file; correct it",
                        at=("figures", number),
                        figure=figure.figure,
                        id=name,
                    )

    def control(self, id: str) -> Control | None:
        """The control with this id, if the framework has it."""
        return next((control for control in self.controls if control.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something an organisation declares of itself, as a question that yes or no answers."""

    key: str
    question: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A reading that bears on controls; `line` says what a good reading is."""

    key: str
    provider: str
    line: Text
