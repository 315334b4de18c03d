"""Help pages: lines broken by the width that characters have, also between Japanese ones."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import click

RAW = "    "
"""Begins a paragraph that stays as it is: examples."""

WIDE = ("W", "F", "A")
NOT_FIRST = "、。，．）」』】・ー：；？！々"
PIECE = re.compile(rf"\s+|(?:[!-~]+|[^\s!-~])[{NOT_FIRST}]*")


def width_of(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(one) in WIDE and ord(one) > 0x2E7F else 1 for one in text)


def wrap(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most `width` columns; a longer word has a line of its own."""
    line = ""
    for piece in PIECE.findall(text):
        if line and width_of(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


class Formatter(click.HelpFormatter):
    """click's formatter with our own line breaks."""

    def write_text(self, text: str) -> None:
        """Write paragraphs, an empty line between them."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            raw = paragraph.startswith(RAW)
            lines = paragraph.splitlines() if raw else wrap(paragraph, self.width - self.current_indent)
            self.write("\n" if number else "")
            self.write("".join(f"{indent}{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 24, col_spacing: int = 2) -> None:
        """Write two columns: names, and what they mean."""
        known = list(rows)
        first = min(max((width_of(name) for name, _ in known), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for name, text in known:
            lines = list(wrap(text, self.width - self.current_indent - first))
            if width_of(name) > first - col_spacing:
                lines.insert(0, "")
            lead = name + " " * max(0, first - width_of(name))
            for line in lines:
                self.write(f"{indent}{lead}{line}".rstrip() + "\n")
                lead = " " * first
