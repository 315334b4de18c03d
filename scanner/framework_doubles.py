"""Every id once: within a framework, across frameworks, and every edition loaded once."""

from collections.abc import Collection, Iterator

from scanner.framework_refs import Loaded
from scanner.yamlfile import Keys, Problem


def doubles(loaded: Collection[Loaded]) -> Iterator[Problem]:
    """Editions that are loaded twice, and control ids that are not unique; two editions may share ids."""
    editions: dict[tuple[str, str], str] = {}
    owners: dict[str, tuple[str, str]] = {}
    for one in loaded:
        name = (one.framework.framework, one.framework.edition)
        if name in editions:
            params = {"framework": name[0], "edition": name[1], "other": editions[name]}
            template = "edition {edition} of '{framework}' is already loaded from {other}; change the edition"
            yield one.document.problem(("edition",), template, params)
            continue
        editions[name] = one.document.path
        yield from _double_controls(one, owners)


def _double_controls(one: Loaded, owners: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    seen: dict[str, Keys] = {}
    for keys, control in one.controls():
        if control.id in seen:
            params = {"id": control.id, "line": one.document.position((*seen[control.id], "id"))[0]}
            template = "control id '{id}' is already given in line {line}; give each control its own id"
            yield one.document.problem((*keys, "id"), template, params)
        owner = owners.setdefault(control.id, (one.framework.framework, one.document.path))
        if owner[0] != one.framework.framework:
            params = {"id": control.id, "framework": owner[0], "other": owner[1]}
            template = "control id '{id}' already belongs to '{framework}' ({other}); choose another id"
            yield one.document.problem((*keys, "id"), template, params)
        seen.setdefault(control.id, keys)
