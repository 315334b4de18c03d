"""Which frameworks are judged by: found by id among the packaged ones and those of plugins."""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

from scanner.errors import TenkenError
from scanner.framework_model import Framework
from scanner.frameworks import File, load_framework, load_frameworks, packaged
from scanner.text import Message


class UnknownFrameworkError(TenkenError):
    """An id that no framework file bears."""


def selected_frameworks(
    ids: Sequence[str],
    files: Iterable[File] = (),
    *,
    checks: Collection[str] | None = None,
    providers: Collection[str] = (),
) -> tuple[Framework, ...]:
    """Load the frameworks with these ids, in this order.

    An id may name one edition (`alpha-prime@2024-03-25`); without it, all loaded editions are meant.
    `files` are those of plugins. Raises `YamlError` for a faulty file, `UnknownFrameworkError` for an id.
    """
    candidates = {_id(path): path for path in packaged()}
    candidates |= {load_framework(path).framework: path for path in files}
    wanted: dict[File, None] = {}
    for name in ids:
        found = [path for id_, path in candidates.items() if name in (id_, id_.partition("@")[0])]
        if not found:
            raise UnknownFrameworkError(_unknown(name, candidates))
        wanted.update(dict.fromkeys(found))
    return load_frameworks(wanted, checks=checks, providers=providers)


def _id(path: File) -> str:
    return path.name.removesuffix(".yaml")


def _unknown(name: str, known: Collection[str]) -> Message:
    nearest = get_close_matches(name, known, n=1)
    if nearest:
        template = "no framework is called '{name}'; did you mean '{nearest}'?"
        return Message.of(template, name=name, nearest=nearest[0])
    template = "no framework is called '{name}'; known are: {known}"
    return Message.of(template, name=name, known=", ".join(sorted(known)))
