"""Names in the configuration: ids that stand once, and names that must lead somewhere."""

import re
from collections.abc import Collection, Iterable, Iterator

from scanner.frameworks import File, packaged
from scanner.yamlfile import Document, Keys, Problem, Term, nearest

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
FRAMEWORK = re.compile(r"""^framework:\s*["']?([^\s"'#]+)""", re.MULTILINE)


def doubles(document: Document, kind: str, places: Iterable[Keys]) -> Iterator[Problem]:
    """Ids at these places that are written wrongly, or stand twice."""
    first: dict[str, Keys] = {}
    for keys in places:
        try:
            found = document.at(keys)
        except LookupError:
            continue
        if not isinstance(found, str):
            continue
        if not ID.fullmatch(found):
            template = "'{id}' is no id; use letters, digits, '.', '_' and '-', 64 at most"
            yield document.problem(keys, template, {"id": found})
        if found in first:
            line = document.position(first[found])[0]
            template = "{kind} id '{id}' is already given in line {line}; give each its own id"
            yield document.problem(keys, template, {"kind": Term(kind), "id": found, "line": line})
        first.setdefault(found, keys)


def unknown(
    document: Document, keys: Keys, name: str, known: Collection[str], *, at_key: bool = False
) -> Iterator[Problem]:
    """A name that is not among those known, with the nearest that is."""
    if name in known:
        return
    params = {"value": name, "allowed": ", ".join(sorted(known))}
    if like := nearest(name, known):
        template = "'{value}' is not known here; did you mean '{nearest}'? Allowed: {allowed}"
        yield document.problem(keys, template, params | {"nearest": like}, at_key=at_key)
    else:
        template = "'{value}' is not known here; allowed: {allowed}"
        yield document.problem(keys, template, params, at_key=at_key)


def framework_names(extra: Iterable[File] = ()) -> frozenset[str]:
    """The ids of all frameworks there are: the packaged ones and these files.

    Only the line with the id is looked at: what else is wrong in a file shows when it is loaded.
    """
    return frozenset(name for path in (*packaged(), *extra) for name in _names(path))


def limit_names() -> Collection[str]:
    """The keys of all thresholds."""
    from scanner.profiles import default_limits  # noqa: PLC0415 - read only if the file names limits

    return default_limits().keys()


def _names(path: File) -> Iterator[str]:
    try:
        found = FRAMEWORK.search(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return
    if found:
        yield found[1]
