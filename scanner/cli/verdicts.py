"""The verdicts of an `assessment.json`, read back to be explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scanner.assessment import Status
from scanner.errors import TenkenError
from scanner.framework_model import Level
from scanner.language import Translator
from scanner.text import Message, Scalar

SCHEMA = "urn:tenken:assessment:1"


class AssessmentFileError(TenkenError):
    """A file that is no assessment of this version."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A message as the document holds it."""

    template: str
    params: Mapping[str, Scalar]

    def text(self, say: Translator) -> str:
        """The message in a language."""
        return say.message(Message.of(self.template, **self.params))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the assessment says of one control for one organisation."""

    organisation: str
    framework: str
    edition: str
    case: str
    id: str
    level: Level
    status: Status
    messages: tuple[Saying, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The part of the document that is needed here."""

    schema: str
    controls: tuple[Verdict, ...]

    def of(self, control: str) -> tuple[Verdict, ...]:
        """The verdicts of the control with this id, one per organisation and edition."""
        return tuple(one for one in self.controls if one.id == control)


def read_verdicts(path: Path) -> Verdicts:
    """Read the document. Raises OSError, `AssessmentFileError`."""
    import msgspec  # noqa: PLC0415 - starting time

    try:
        found = msgspec.json.decode(path.read_bytes(), type=Verdicts)
    except msgspec.DecodeError:  # also one whose fields are others
        found = None
    if found is None or found.schema != SCHEMA:
        error = AssessmentFileError(Message.of("this is no assessment of Tenken; give an assessment.json"))
        error.add_note(str(path))
        raise error
    return found
