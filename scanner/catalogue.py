"""All checks there are, described: what `tenken checks` lists."""

from collections.abc import Sequence

from scanner.assessing import infos
from scanner.assessment import CheckInfo
from scanner.frameworks import load_frameworks, packaged
from scanner.host import Host
from scanner.plan import Plan
from scanner.selection import select


def check_infos(host: Host, patterns: Sequence[str] | None = None) -> tuple[CheckInfo, ...]:
    """The checks that the patterns choose (all for None), in order of id, with the controls they answer.

    Raises `SelectionError`, `DeclarationError` for a wrong graph, YamlError for a wrong framework.
    """
    checks = [check for provider in host.providers.values() for check in provider.checks]
    wanted = select(checks, patterns)
    files = list(dict.fromkeys((*packaged(), *host.mapping_files)))
    frameworks = load_frameworks(files, checks=[one.id for one in checks], providers=host.providers)
    users: dict[str, list[str]] = {}
    for framework in frameworks:
        for control in framework.controls:
            for check in control.checks:
                users.setdefault(check, []).append(control.id)
    plans = [Plan.of(provider) for provider in host.providers.values()]
    found = [info for plan in plans for info in infos(plan, users) if info.id in wanted]
    return tuple(sorted(found, key=lambda info: info.id))
