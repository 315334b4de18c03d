"""All there is to check and to answer: what `tenken checks`, `controls` and `explain` show."""

from collections.abc import Iterable, Mapping, Sequence

from scanner.assessing import infos
from scanner.assessment import CheckInfo
from scanner.framework_model import Framework
from scanner.frameworks import load_frameworks, packaged
from scanner.host import Host
from scanner.plan import Plan
from scanner.selection import select


def all_frameworks(host: Host) -> tuple[Framework, ...]:
    """The packaged frameworks and those of plugins, checked against one another. Raises YamlError."""
    ids = [check.id for provider in host.providers.values() for check in provider.checks]
    files = list(dict.fromkeys((*packaged(), *host.mapping_files)))
    return load_frameworks(files, checks=ids, providers=host.providers)


def users(frameworks: Iterable[Framework]) -> Mapping[str, Sequence[str]]:
    """The ids of the controls that each check answers, by its id; a control of two editions stands once."""
    found: dict[str, dict[str, None]] = {}
    for framework in frameworks:
        for control in framework.controls:
            for check in control.checks:
                found.setdefault(check, {})[control.id] = None
    return {check: tuple(controls) for check, controls in found.items()}


def check_infos(
    host: Host, patterns: Sequence[str] | None = None, frameworks: Iterable[Framework] | None = None
) -> tuple[CheckInfo, ...]:
    """The checks that the patterns choose (all for None), in order of id, with the controls they answer.

    `frameworks` are by default all there are. Raises `SelectionError`, `DeclarationError` for a wrong
    graph, YamlError for a wrong framework.
    """
    wanted = select((check for one in host.providers.values() for check in one.checks), patterns)
    answered = users(all_frameworks(host) if frameworks is None else frameworks)
    plans = [Plan.of(provider) for provider in host.providers.values()]
    found = [info for plan in plans for info in infos(plan, answered) if info.id in wanted]
    return tuple(sorted(found, key=lambda info: info.id))
