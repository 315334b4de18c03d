r"""A renderer: turns the assessment into one kind of document.

A plugin gives its renderers by a hook:

    @hookimpl
    def tenken_renderers() -> Iterable[Renderer]:
        yield Renderer("ids", "Ids of the findings", "txt", render)

    def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
        for finding in assessment.findings:
            out.write(f"{finding.id}\n".encode())

The host names it to `--format`, opens the file and picks the language.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.language import Translator

Render = Callable[["Assessment", BinaryIO, "Translator"], None]
"""Writes the assessment as bytes; reads no cloud, no clock and no configuration."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """One kind of document, as a plugin gives it to the host.

    `name` is what `--format` takes; `title` an English gettext key; `suffix` that of the file, without
    a dot. `render` imports what it needs when it is called, so that starting the program stays quick.
    The same assessment in the same language gives the same bytes. `requires` names the extra to install,
    `sdk` the modules whose absence means that it is missing: that is said before anything is read.
    """

    name: str
    title: str
    suffix: str
    render: Render
    requires: str = ""
    sdk: tuple[str, ...] = ()

    @property
    def absent(self) -> str:
        """The first module that it needs and that is not installed; empty if none."""
        return next((name for name in self.sdk if find_spec(name) is None), "")
