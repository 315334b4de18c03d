r"""A renderer: turns the assessment into one kind of document.

A plugin gives its renderers by a hook:

    @hookimpl
    def tenken_renderers() -> Iterable[Renderer]:
        yield Renderer("ids", "Ids of the findings", "txt", render)

    def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
        for finding in assessment.findings:
            out.write(f"{finding.id}\n".encode())

The host names it to `--format`, opens the file and picks the language. What comes as several files, one
per company say, is a `Series`: it gives them one by one, each with its name.

    yield Series("letters", "A letter to each company", letters)

    def letters(assessment: Assessment, translator: Translator) -> Iterator[Paper]:
        for organisation in assessment.organisations:
            yield Paper(f"letter-{organisation.id}.txt", lambda out: out.write(b"..."))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.event import Event
    from scanner.language import Translator

Render = Callable[["Assessment", BinaryIO, "Translator"], None]
"""Writes the assessment as bytes; reads no cloud, no clock and no configuration."""


Write = Callable[[BinaryIO], Any]
"""Writes one file."""

NAME = "assessment"

Events = Callable[["Assessment", "Translator"], "Iterable[Event]"]
"""Says an assessment event by event: what is new, changed or over since what was heard before it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One file: its name within the folder that was asked for, and what writes it."""

    name: str
    write: Write


Papers = Callable[["Assessment", "Translator"], Iterable[Paper]]
"""Gives the files of an assessment; like `Render`, it reads nothing else."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """One kind of document, as a plugin gives it to the host.

    `name` is what `--format` takes; `title` an English gettext key; `suffix` that of the file, without
    a dot. `render` imports what it needs when it is called, so that starting the program stays quick.
    The same assessment in the same language gives the same bytes. `requires` names the extra to install,
    `sdk` the modules whose absence means that it is missing: that is said before anything is read. `events`
    says the document event by event, for sinks.
    """

    name: str
    title: str
    suffix: str
    render: Render
    requires: str = ""
    sdk: tuple[str, ...] = ()
    events: Events | None = None

    @property
    def absent(self) -> str:
        """The first module that it needs and that is not installed; empty if none."""
        return _absent(self.sdk)

    def papers(self, assessment: "Assessment", translator: "Translator") -> Iterable[Paper]:
        """The one file."""
        return (Paper(f"{NAME}.{self.suffix}", lambda out: self.render(assessment, out, translator)),)


@dataclass(frozen=True, slots=True)
class Series:
    """A kind of document that comes as several files, and so needs a folder; else as `Renderer`."""

    name: str
    title: str
    papers: Papers
    requires: str = ""
    sdk: tuple[str, ...] = ()

    @property
    def absent(self) -> str:
        """The first module that it needs and that is not installed; empty if none."""
        return _absent(self.sdk)


def _absent(modules: Iterable[str]) -> str:
    return next((name for name in modules if not _installed(name)), "")


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # the package that it is in
        return False
