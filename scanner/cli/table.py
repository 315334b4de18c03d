"""Tables of plain text, their columns aligned also where there is Japanese in them."""

from collections.abc import Sequence

from scanner.wrapping import width_of

Row = tuple[str, ...]


def table(rows: Sequence[Row], numbers: int = 0) -> str:
    """Lines with aligned columns; the last `numbers` columns stand to the right."""
    widths = [max(width_of(cell) for cell in column) for column in zip(*rows, strict=True)]
    text = len(widths) - numbers
    return "\n".join("  ".join(_cells(row, widths, text)).rstrip() for row in rows)


def _cells(row: Row, widths: list[int], text: int) -> list[str]:
    blanks = [" " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
    return [
        cell + blank if number < text else blank + cell
        for number, (cell, blank) in enumerate(zip(row, blanks, strict=True))
    ]
