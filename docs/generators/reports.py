"""`docs/reports.md`: the formats there are, from the renderers themselves."""

from docs.generators.source import host, japanese, table
from scanner.renderer import NAME, Renderer

CONSOLE = "console"
HEAD = ("--format", "内容", "contents", "file", "extra")


def formats() -> str:
    """A line per format, in the order of the plugins."""
    return table(HEAD, ((f"`{one.name}`", japanese()(one.title), one.title, _file(one), _extra(one.requires))
                        for one in host().renderers.values()))  # fmt: skip


def _file(one: object) -> str:
    if not isinstance(one, Renderer):
        return "several"
    return "(screen)" if one.name == CONSOLE else f"`{NAME}.{one.suffix}`"


def _extra(name: str) -> str:
    return f"`tenken[{name}]`" if name else ""
