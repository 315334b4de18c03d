"""`docs/checks.md`: every check, as it is declared and mapped."""

from collections.abc import Iterator

from docs.generators.source import code, host, infos, japanese, table
from scanner.assessment import CheckInfo
from scanner.words import SEVERITY


def page() -> str:
    """A summary, then the checks of each provider."""
    return "\n\n".join([_summary(), *(_provider(name) for name in host().providers)])


def _summary() -> str:
    rows = []
    for name, provider in host().providers.items():
        own = [one for one in infos() if one.provider == name]
        mapped = sum(1 for one in own if one.controls)
        signals = {key for one in own for key in one.signals}
        rows.append([provider.title, str(len(own)), str(mapped), str(len(signals))])
    return table(["", "検査 checks", "管理策に対応 mapped", "判定するシグナル signals"], rows)


def _provider(name: str) -> str:
    own = (one for one in infos() if one.provider == name)
    return "\n\n".join([f"## {host().providers[name].title}", *("\n".join(_check(one)) for one in own)])


def _check(one: CheckInfo) -> Iterator[str]:
    yield f"### {one.id}\n"
    yield f"{japanese()(one.title)}<br>\n{one.title}\n"
    yield f"- 重大度 severity: {japanese()(SEVERITY[one.severity])} {one.severity}"
    yield f"- シグナル signals: {code(one.signals) or '—'}"
    yield f"- 権限 permissions: {code(one.permissions) or '—'}"
    yield f"- 管理策 controls: {', '.join(one.controls) or '—'}"
