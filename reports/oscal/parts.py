"""What every OSCAL document is made of: identifiers that stay, properties, texts in their allowed shape."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from reports.about import about
from reports.visible import visible
from scanner.assessment import Assessment
from scanner.framework_model import Framework
from scanner.language import Translator

VERSION = "1.2.1"
OURS = "urn:tenken:oscal:1"
"""The namespace of our properties."""

Plain = dict[str, Any]
_ROOT = uuid5(NAMESPACE_URL, OURS)
_NO_TOKEN = re.compile(r"[^\w.\-]")


class Ids:
    """Identifiers of one run: the same thing in the same run always has the same one."""

    def __init__(self, run: str) -> None:
        self._run: UUID = uuid5(_ROOT, visible(run))

    def __call__(self, *names: str) -> str:
        """The identifier of what these names name."""
        return str(uuid5(self._run, "|".join(map(visible, names))))


def line(text: str) -> str:
    """The text in one line, as titles and values of properties ask for; what can't be seen is spelt out."""
    return " ".join(visible(text).split()) or "-"


def lines(text: str) -> str:
    """The text as it may stand in a description."""
    return visible(text).strip() or "-"


def token(text: str) -> str:
    """The text as a token: what an id of a control has to be."""
    found = _NO_TOKEN.sub("_", visible(text))
    return found if found[:1].isalpha() else f"_{found}"


def prop(name: str, value: object) -> Plain:
    """A property of ours."""
    return {"name": name, "ns": OURS, "value": line(str(value))}


def props(**values: object) -> list[Plain]:
    """Properties by name; those without a value are left out."""
    return [prop(name.replace("_", "-"), value) for name, value in values.items() if value not in ("", None)]


def metadata(assessment: Assessment, t: Translator, title: str) -> Plain:
    """What stands before everything: the title, the times of the run, and what the result is not."""
    run = assessment.run
    return {
        "title": line(title),
        "last-modified": run.finished_at,
        "version": line(run.id),
        "oscal-version": VERSION,
        "props": [
            prop("tenken-version", run.version),
            *(prop(f"plugin-{token(n)}", v) for n, v in run.plugins),
        ],
        "remarks": "\n\n".join(map(lines, about(assessment, t))),
    }


def resource(framework: Framework, ids: Ids, t: Translator) -> Plain:
    """A document as a resource that others refer to."""
    language = t.language
    source = framework.source
    return {
        "uuid": ids("document", framework.framework, framework.edition),
        "title": line(f"{framework.title[language]} ({framework.edition})"),
        "description": lines(f"{source.document[language]}. {framework.status[language]}"),
        "props": props(framework=framework.framework, edition=framework.edition, date=source.date),
    }


def pieces(value: Any) -> Iterator[str]:
    """JSON text, an entry a line where a list is made as it is written."""
    if isinstance(value, dict):
        opening = "{"
        for key, inner in value.items():
            yield f"{opening}{json.dumps(key)}: "
            yield from pieces(inner)
            opening = ",\n"
        yield "}" if value else "{}"
    elif isinstance(value, Iterator):
        yield from _listed(value)
    else:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)


def _listed(items: Iterable[Any]) -> Iterator[str]:
    opening = "[\n"
    for item in items:
        yield opening
        yield from pieces(item)
        opening = ",\n"
    yield "[]" if opening == "[\n" else "]"
