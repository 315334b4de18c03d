"""The JSON Schema of `tenken.yaml`, made from the types that read it: `docs/schema/config.json`.

    python -m scanner.config_schema > docs/schema/config.json

Editors take it from the first line of the file: ``# yaml-language-server: $schema=…/config.json``.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import msgspec

from scanner.config_file import LONGEST, Lines
from scanner.config_names import ID
from scanner.config_secret import SCHEMES, is_secret
from scanner.host import Host
from scanner.provider import Provider

URI = "https://json-schema.org/draft/2020-12/schema"
DEFS = "#/$defs/"
OWN = ("aws", "m365")
"""The providers that come with Tenken; a target of any other may say what its plugin asks for."""


def schema(providers: Iterable[Provider]) -> dict[str, Any]:
    """The schema of a configuration with targets of these providers, and of any others."""
    known = list(providers)
    _, found = msgspec.json.schema_components([Lines], ref_template=DEFS + "{name}")
    definitions = {name: {**one, "additionalProperties": False} for name, one in found.items()}
    top = definitions.pop("Lines")
    top["properties"]["organisations"]["minItems"] = 1
    top["properties"]["deadline"] = {
        "type": "number",
        "exclusiveMinimum": 0,
        "maximum": LONGEST,
        "default": 900,
    }
    organisation = definitions["OrganisationLines"]
    organisation["properties"]["id"] = {"$ref": DEFS + "Id"}
    organisation["properties"]["targets"] = {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": DEFS + "Target"},
    }
    return {
        "$schema": URI,
        "$id": "urn:tenken:config:1",
        **top,
        "title": "tenken.yaml",
        "description": "Which organisations, which targets, judged by which frameworks.",
        "$defs": {
            "Id": {"type": "string", "pattern": f"^{ID.pattern}$"},
            "Target": {"anyOf": [*map(_target, known), _other(known)]},
            **definitions,
        },
    }


def text() -> str:
    """The schema as it stands in the file."""
    host = Host.load()
    made = schema(host.providers[name] for name in OWN)
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _target(provider: Provider) -> dict[str, Any]:
    """The lines of a target of this provider."""
    (reference,), found = msgspec.json.schema_components([provider.options], ref_template=DEFS + "{name}")
    options = found[reference["$ref"].removeprefix(DEFS)]
    own = {"id": {"$ref": DEFS + "Id"}, "provider": {"const": provider.name}}
    secrets = {one.name: _SECRET for one in fields(provider.options) if is_secret(one)}
    return {
        "title": provider.title,
        "type": "object",
        "properties": {**own, **options["properties"], **secrets},
        "required": [*own, *options.get("required", ())],
        "additionalProperties": False,
    }


_SECRET = {"type": "string", "pattern": f"^({'|'.join(SCHEMES)}).+$", "description": "env:NAME or file:PATH"}


def _other(known: Iterable[Provider]) -> dict[str, Any]:
    """The lines of a target of a plugin that this schema doesn't know."""
    return {
        "title": "another plugin",
        "type": "object",
        "properties": {
            "id": {"$ref": DEFS + "Id"},
            "provider": {"type": "string", "not": {"enum": [one.name for one in known]}},
        },
        "required": ["id", "provider"],
    }


if __name__ == "__main__":
    sys.stdout.write(text())
