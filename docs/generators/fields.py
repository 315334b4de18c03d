"""The fields that the Microsoft 365 plugin knows, by operation: what its sentinel compares answers with.

They are those of the demo's answers, added with every run of the generators, and those of Graph's published
model (the property names of msgraph-sdk, MIT), added by hand when that has moved on:

    python -m docs.generators.fields
"""

import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from docs.generators.source import ROOT
from plugins.m365.demo import FOLDER
from plugins.m365.endpoint import Endpoint
from plugins.m365.endpoints import ENDPOINTS
from scanner.connection import Calls
from scanner.sentinel import fields
from scanner.testing import Request, Script

FILE = ROOT / "plugins" / "m365" / "known_fields.json"
Known = dict[str, set[str]]
DEEPEST = 4
"""How many objects within objects are followed."""
LISTED = "CollectionResponse"
MEMBERS = ("User", "Group", "ServicePrincipal", "Device")
"""What the directory lists where its model says no more than *directoryObject*."""


def added(*, models: bool = False) -> str:
    """The text of the file, with what is known now added to it."""
    known: Known = {name: set(found) for name, found in json.loads(FILE.read_text("utf-8")).items()}
    for operation, found in (*of_the_city(), *(Models().fields() if models else ())):
        known.setdefault(operation, set()).update(found)
    listed = {name: sorted(found) for name, found in sorted(known.items())}
    return json.dumps(listed, indent=1, ensure_ascii=False) + "\n"


def of_the_city() -> Iterator[tuple[str, set[str]]]:
    """The fields of the demo's answers."""
    for line, reply in Script.from_folder(FOLDER).replies.items():
        method, _, url = line.partition(" ")
        for endpoint in ENDPOINTS if reply.status == 200 else ():
            if _asks(endpoint, method, url, line.partition("#")[2]):
                calls = Calls()
                calls.saw(endpoint.operation, reply.body)
                yield endpoint.operation, {one.field for one in fields(calls.shapes)}


def _asks(endpoint: Endpoint, method: str, url: str, word: str) -> bool:
    return (method, word) == (endpoint.method, endpoint.name) and endpoint.matches(
        Request.of(method, url).path
    )


class Models:
    """The property names of Graph's models, read from the sources of msgraph-sdk: nothing is imported."""

    def __init__(self) -> None:
        found = importlib.util.find_spec("msgraph")
        if found is None or found.origin is None:
            raise RuntimeError("msgraph-sdk is not installed")
        self._folder = Path(found.origin).parent / "generated"

    def fields(self) -> Iterator[tuple[str, set[str]]]:
        """The fields that each operation of Graph may give."""
        for endpoint in ENDPOINTS:
            model = self._answers.get(_blank(endpoint.path)) if endpoint.host == "graph" else None
            if model is not None:
                yield endpoint.operation, set(self._of_answer(model))

    def _of_answer(self, model: str) -> Iterator[str]:
        if not model.endswith(LISTED):
            yield from self._within(model, "", 0)
            return
        inner = self._own(model)["value"][0]
        for one in MEMBERS if inner == "DirectoryObject" else (inner,):
            yield from self._within(one, "value[].", 0)

    def _within(self, model: str, path: str, depth: int) -> Iterator[str]:
        for one in self._with_kinds(model):
            for name, (inner, many) in self._own(one).items():
                yield f"{path}{name}"
                here = f"{path}{name}[]" if many else f"{path}{name}"
                yield here
                if inner and depth < DEEPEST and not self._is_entity(inner):
                    yield from self._within(inner, f"{here}.", depth + 1)

    def _own(self, model: str) -> dict[str, tuple[str, bool]]:
        """Its properties and those that it inherits: the model behind each, and whether it is a list."""
        base, own = self._models.get(model, ("", {}))
        return {**self._own(base), **own} if base else own

    def _is_entity(self, model: str) -> bool:
        """True for what has a path of its own: it comes along only where it is expanded."""
        return model == "Entity" or (model in self._models and self._is_entity(self._models[model][0]))

    def _with_kinds(self, model: str) -> Iterator[str]:
        yield model
        for name, (base, _) in self._models.items():
            if base == model:
                yield from self._with_kinds(name)

    @cached_property
    def _models(self) -> dict[str, tuple[str, dict[str, tuple[str, bool]]]]:
        return dict(
            _model(file.read_text("utf-8")) for file in sorted((self._folder / "models").glob("*.py"))
        )

    @cached_property
    def _answers(self) -> dict[str, str]:
        """The model that a GET of each path gives."""
        found = {}
        for file in sorted(self._folder.rglob("*_request_builder.py")):
            source = file.read_text("utf-8")
            path = re.search(r'"\{\+baseurl\}/(.*?)"', source)
            model = re.search(r"async def get\(.*?send_async\(request_info, (\w+)", source, re.DOTALL)
            if path and model:
                found[_blank("/v1.0/" + re.sub(r"\{\?.*?\}", "", path[1]))] = model[1]
        return found


def _model(source: str) -> tuple[str, tuple[str, dict[str, tuple[str, bool]]]]:
    head = re.search(r"^class (\w+)\((\w+)", source, re.MULTILINE)
    body = source.partition("def get_field_deserializers")[2].partition("def serialize")[0]
    own = {}
    for name, read in re.findall(r'"([^"]+)": lambda n : setattr\(self, .*?, (n\.[^\n]*)\)', body):
        inner = re.search(r"object_values?\((\w+)\)", read)
        own[name] = (inner[1] if inner else "", "collection" in read)
    return (head[1], (head[2], own)) if head else ("", ("", {}))


def _blank(path: str) -> str:
    """A path with its placeholders nameless; beta's models are those of v1.0, as far as they go."""
    return re.sub(r"\{[^}]*\}", "{}", path.replace("/beta/", "/v1.0/"))


if __name__ == "__main__":
    FILE.write_text(added(models=True), "utf-8")
