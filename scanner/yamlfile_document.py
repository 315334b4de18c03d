"""Plain data from one file, and the way back from a value to its place in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import yaml

from scanner.yamlfile_problem import Problem

NONE: Mapping[str, object] = MappingProxyType({})
Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`data` is the plain data of the file `path`, whose content is `text`."""

    path: str
    text: str
    data: object

    def at(self, keys: Keys) -> object:
        """The value that the keys lead to. Raises LookupError."""
        value = self.data
        for key in keys:
            value = value[key]  # type: ignore[index]  # a wrong path is the caller's fault: LookupError
        return value

    def position(self, keys: Keys, *, at_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value the keys lead to (of the last key itself, if `at_key`).

        Looked up only when something is wrong, so the text is composed again: `parse` has bounded its depth.
        """
        name, node = self._nodes(keys)
        mark = (name if at_key else node).start_mark
        return mark.line + 1, mark.column + 1

    def written(self, keys: Keys) -> str:
        """A single value as it is written in the file, without quotes."""
        return str(self._nodes(keys)[1].value)

    def _nodes(self, keys: Keys) -> tuple[yaml.Node, yaml.Node]:
        node = name = _compose(self.text)
        for step in keys:
            name, node = _step(node, step) or (name, node)
        return name, node

    def problem(
        self, keys: Keys, template: str, params: Mapping[str, object] = NONE, *, at_key: bool = False
    ) -> Problem:
        """A problem at the value (or, if `at_key`, at the key) that the keys lead to."""
        return Problem(self.path, *self.position(keys, at_key=at_key), template, params)


@lru_cache(maxsize=4)
def _compose(text: str) -> Any:
    return yaml.compose(text, yaml.CSafeLoader)


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and the value one step deeper; nothing where a default stands for what isn't written."""
    if isinstance(node, yaml.SequenceNode):
        return (node.value[step], node.value[step]) if isinstance(step, int) else None
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == step), None)
    return None
