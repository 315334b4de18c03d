"""Help pages: lines broken by the width that characters have, also between Japanese ones."""

from collections.abc import Iterable

import click

from scanner.wrapping import width_of, wrap

RAW = "    "
"""Begins a paragraph that stays as it is: examples."""


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
