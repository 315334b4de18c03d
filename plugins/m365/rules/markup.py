"""The text of a post without its markup."""

from html.parser import HTMLParser

PARTS = frozenset({"p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4"})
SILENT = frozenset({"script", "style"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._silent += tag in SILENT
        if tag in PARTS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in SILENT))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def plain(markup: str) -> str:
    """The text, a paragraph a line, without empty lines."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).splitlines())
    return "\n".join(line for line in lines if line)
