"""A plugin for Tenken: the bulletin board service of a made-up vendor."""

from collections.abc import Iterator
from pathlib import Path

from scanner import Provider, Renderer, hookimpl
from tenken_board.connection import Board, BoardOptions, classify, connect
from tenken_board.report import render

HERE = Path(__file__).parent


@hookimpl
def tenken_providers() -> Iterator[Provider]:
    """Give the bulletin board."""
    yield Provider(
        name="board",
        title="Bulletin board",
        options=BoardOptions,
        connection=Board,
        connect=connect,
        packages=("tenken_board.collectors", "tenken_board.checks"),
        classify=classify,
        locale=HERE / "locale",
    )


@hookimpl
def tenken_mappings() -> Iterator[Path]:
    """Give the vendor's own rules as a framework."""
    yield HERE / "board-rules.yaml"


@hookimpl
def tenken_renderers() -> Iterator[Renderer]:
    """Give the list of failing resources, a line each."""
    yield Renderer("failing", "Failing resources, a line each", "txt", render)
