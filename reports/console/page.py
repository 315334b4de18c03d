"""The page that the sections write on: lines of safe text at a known width, in a known encoding."""

import io
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from rich.console import Console
from rich.text import Text

from scanner.language import Translator
from scanner.text import Scalar
from scanner.wrapping import width_of, wrap

PIPE = 80
NARROWEST, WIDEST = 40, 120


@dataclass(frozen=True, slots=True)
class Page:
    """Where a section writes; `t` translates a text, `fill` a text with placeholders."""

    console: Console
    t: Translator

    @property
    def width(self) -> int:
        """Cells in a line."""
        return self.console.width

    def fill(self, template: str, **params: Scalar) -> str:
        """The translation of the template with its placeholders filled."""
        return self.t.fill(template, **params)

    def title(self, text: str) -> None:
        """Write a section's title, apart from what stands above it."""
        text = safe(text)
        self._line()
        self._line(text, "bold")
        self._line("-" * min(self.width, width_of(text)), "bold")

    def write(self, text: str, *, indent: int = 0, mark: str = "", style: str = "") -> None:
        """Write a paragraph; `mark` hangs before its first line."""
        lead = " " * indent + mark
        for line in wrap(safe(text), self.width - width_of(lead), chop=True):
            self._line(lead + line, style)
            lead = " " * width_of(lead)

    def columns(self, cells: tuple[tuple[str, str], ...], widths: tuple[int, ...]) -> None:
        """Write one line of cells (text, style), each padded to its width; the last is left open."""
        line = Text()
        for (text, style), width in zip(cells, (*widths, 0), strict=True):
            line.append(shown := safe(text), style)
            line.append(" " * (width - width_of(shown)))
        line.rstrip()
        self._line(line)

    def gap(self) -> None:
        """Leave a line empty."""
        self._line()

    def _line(self, text: str | Text = "", style: str = "") -> None:
        line = Text(text, style) if isinstance(text, str) else text
        self.console.print(line, soft_wrap=True)


@contextmanager
def page_on(out: BinaryIO, translator: Translator) -> Iterator[Page]:
    """A page that writes to `out`, which stays open."""
    own = getattr(sys.stdout, "buffer", None) is out
    encoding = (own and sys.stdout.encoding) or "utf-8"
    text = io.TextIOWrapper(out, encoding=encoding, errors="replace", newline="\n")
    columns = shutil.get_terminal_size().columns if out.isatty() else PIPE
    width = max(NARROWEST, min(columns, WIDEST))
    try:
        yield Page(Console(file=text, width=width, highlight=False, emoji=False, markup=False), translator)
    finally:
        text.flush()
        text.detach()


def safe(text: str) -> str:
    """The text without what would steer the terminal: a resource's name may hold anything."""
    return "".join("?" if unicodedata.category(one) in ("Cc", "Cf", "Cs") else one for one in text)
