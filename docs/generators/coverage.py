"""`docs/coverage.md`: how each control can be answered today, by the program's own rule for verdicts.

A control is tried in a city where everything is as it should be: every check passes, every condition is
declared to hold, people have shown what they can. What the verdict is then says how it can be met.
"""

from collections import Counter
from dataclasses import replace
from enum import Enum
from functools import cache

from docs.generators.source import code, frameworks, host, infos, table
from scanner.assessment import Organisation, Status
from scanner.declare import Check
from scanner.findings import Finding
from scanner.framework_model import Assessment as Kind, Case, Control, Framework, Level, Signal
from scanner.frameworks import load_signals
from scanner.model import Outcome, Resource, Severity
from scanner.text import Message
from scanner.verdict import ALWAYS, Case as Asked, Scope, Standing

CASES: tuple[Case, ...] = ("a", "i", "u")


class Answer(Enum):
    """How a control can be met."""

    LIVE = "設定のみ live"
    BOTH = "設定と証跡 both"
    EVIDENCE = "証跡のみ evidence"
    COVERED = "事業者 provider"
    PARTLY = "一部のみ検査 partly"
    NOT_YET = "未対応 not yet"


def page() -> str:
    """The counts, the controls of each framework, the signals."""
    return "\n\n".join([_counts(), *map(_framework, frameworks()), "## シグナル signals", _signals()])


def answer(control: Control) -> Answer:
    """How the control can be met when all is well."""
    if _status(control, read=True, shown=False) is Status.MET:
        return Answer.LIVE
    if _status(control, read=True, shown=True) is Status.MET:
        alone = _status(replace(control, checks=()), read=False, shown=True) is Status.MET
        return Answer.EVIDENCE if alone else Answer.BOTH
    if control.assessment is Kind.COVERED:
        return Answer.COVERED
    return Answer.PARTLY if any(name in _checks() for name in control.checks) else Answer.NOT_YET


def _status(control: Control, *, read: bool, shown: bool) -> Status:
    case = next(one for one in CASES if control.level_in(one) is not Level.NOT_APPLICABLE)
    condition = control.applies_if
    facts = ((condition.declared, True),) if condition else ()
    standing = Standing(
        evidence=frozenset((control.id, item.key) for item in control.evidence),
        signals=frozenset((control.id, key) for key in control.signals),
    )
    names = frozenset(host().providers)
    return Asked(
        control=control,
        organisation=Organisation(id="aozora", name="青空市", case=case, facts=facts),
        findings=tuple(map(_passed, control.checks)) if read else (),
        scope=Scope(
            providers=names, plugins=names, checks=_checks(), standing=standing if shown else Standing()
        ),
    ).status


def _passed(check: str) -> Finding:
    return Finding(
        id=check,
        check=check,
        provider=check.partition(".")[0],
        organisation="aozora",
        target="aozora",
        account="",
        resource=Resource("target", "aozora"),
        outcome=Outcome.PASS,
        message=Message.of("fine"),
        code=None,
        gap=None,
        severity=Severity.INFO,
        observed=None,
        read_at="",
    )


@cache
def _checks() -> dict[str, Check[...]]:
    return {check.id: check for provider in host().providers.values() for check in provider.checks}


@cache
def _answers(framework: Framework) -> dict[str, Answer]:
    return {control.id: answer(control) for control in framework.controls}


def _counts() -> str:
    rows, total = [], Counter[Answer]()
    for framework in frameworks():
        found = Counter(_answers(framework).values())
        total += found
        name = f"{framework.title.ja}<br>{framework.title.en} (`{framework.framework}`)"
        rows.append([name, str(found.total()), *(str(found[one]) for one in Answer)])
    rows.append(["計 total", str(total.total()), *(str(total[one]) for one in Answer)])
    return table(["", "管理策 controls", *(one.value for one in Answer)], rows)


def _framework(framework: Framework) -> str:
    rows = (
        [one.id, one.title.ja, _answers(framework)[one.id].value, *_lacking(one)]
        for one in framework.controls
    )
    head = ["ID", "管理策 control", "判定方法 answered", "検査なし no check", "未対応付け not mapped"]
    return f"## {framework.title.ja}\n\n{table(head, rows)}"


def _lacking(control: Control) -> tuple[str, str]:
    """The signals that a plugin could read and none of the control's checks decides: no check, not named."""
    own = {key for name in control.checks if name in _checks() for key in _checks()[name].signals}
    readable = [key for key in control.signals if key not in own and _readable(load_signals()[key])]
    decided = {key for one in infos() for key in one.signals}
    return code(key for key in readable if key not in decided), code(
        key for key in readable if key in decided
    )


def _readable(signal: Signal) -> bool:
    return signal.provider in host().providers


def _signals() -> str:
    rows = ([f"`{one.key}`", one.line.ja, _decided(one)] for one in load_signals().values())
    return table(["シグナル signal", "良好な状態 what is looked for", "検査 checks"], rows)


def _decided(signal: Signal) -> str:
    found = [one.id for one in infos() if signal.key in one.signals]
    if found:
        return ", ".join(f"[{name}](checks.md#{name.replace('.', '')})" for name in found)
    if _readable(signal):
        return "未対応 none yet"
    return "証跡による by evidence" if signal.provider in ALWAYS else "プラグイン未提供 no plugin"
