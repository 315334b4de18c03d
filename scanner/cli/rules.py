"""How signals decide a control, in words."""

from typing import TYPE_CHECKING

from scanner.cli.texts import _

if TYPE_CHECKING:
    from scanner.framework_logic import Rule

EACH = {
    "machine": "for each machine",
    "destination": "for each destination",
    "break-out": "for each break-out",
    "provider": "for each provider",
}


def rule_text(rule: "Rule") -> str:
    """A tree of signals and evidence, on one line."""
    if rule.each:
        return f"{_(EACH[rule.each])}: {_node(rule)}"
    return _node(rule)


def _node(rule: "Rule") -> str:
    if rule.needs:
        return _("{signal}, in any case").format(signal=rule.needs)
    if rule.evidence:
        return _("the evidence {key}").format(key=rule.evidence)
    parts = ", ".join(one if isinstance(one, str) else f"({rule_text(one)})" for one in rule.parts())
    if rule.any:
        return _("one of {parts}").format(parts=parts)
    if rule.first:
        return _("the first that is in scope of {parts}").format(parts=parts)
    return _("all of {parts}").format(parts=parts)
