"""The hooks: noun hooks that yield values; nobody is handed the host.

A plugin is a module that an entry point of the group ``tenken`` names, with the functions it has to offer:

    [project.entry-points.tenken]
    lgwan = "tenken_lgwan"
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.provider import Provider
    from scanner.renderer import Renderer, Series
    from scanner.sink import Sink

hookspec = pluggy.HookspecMarker("tenken")


@hookspec
def tenken_providers() -> "Iterable[Provider]":  # type: ignore[empty-body]
    """Give the providers of this plugin.

    @hookimpl
    def tenken_providers() -> Iterable[Provider]:
        yield Provider(
            name="lgwan",
            title="LGWAN",
            options=Options,
            connection=Line,
            connect=connect,
            packages=("tenken_lgwan.collectors", "tenken_lgwan.checks"),
        )
    """


@hookspec
def tenken_mappings() -> "Iterable[Path]":  # type: ignore[empty-body]
    """Give the paths of this plugin's framework files.

    @hookimpl
    def tenken_mappings() -> Iterable[Path]:
        yield Path(__file__).parent / "house-rules.yaml"
    """


@hookspec
def tenken_renderers() -> "Iterable[Renderer | Series]":  # type: ignore[empty-body]
    """Give the renderers of this plugin: what `--format` offers.

    @hookimpl
    def tenken_renderers() -> Iterable[Renderer | Series]:
        yield Renderer("ids", "Ids of the findings", "txt", render)
        yield Series("letters", "A letter to each company", letters)
    """


@hookspec
def tenken_sinks() -> "Iterable[Sink]":  # type: ignore[empty-body]
    """Give the sinks of this plugin: what `type` under `sinks:` in the configuration offers.

    @hookimpl
    def tenken_sinks() -> Iterable[Sink]:
        yield Sink("pager", "A pager", PagerOptions, open_pager)
    """
