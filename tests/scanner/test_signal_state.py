"""How a tree of signals is decided, from the state of each."""

import pytest

from scanner.framework_logic import Rule
from scanner.signal_state import State, decide
from scanner.yamlfile import decode, read_text

HOLDS, FAILS, UNKNOWN, NEEDED, OUT = State.HOLDS, State.FAILS, State.UNKNOWN, State.NEEDED, State.OUT
DECISIONS = [
    ("{all: [a, b]}", {"a": HOLDS, "b": HOLDS}, HOLDS),
    ("{all: [a, b]}", {"a": HOLDS, "b": UNKNOWN}, UNKNOWN),
    ("{all: [a, b]}", {"a": UNKNOWN, "b": FAILS}, FAILS),
    ("{all: [a, b]}", {"a": HOLDS}, HOLDS),
    ("{all: [a, b]}", {}, OUT),
    ("{any: [a, b]}", {"a": FAILS, "b": HOLDS}, HOLDS),
    ("{any: [a, b]}", {"a": FAILS, "b": UNKNOWN}, UNKNOWN),
    ("{any: [a, b]}", {"a": FAILS}, FAILS),
    ("{needs: a}", {"b": HOLDS}, UNKNOWN),
    ("{needs: a}", {"a": FAILS, "b": HOLDS}, FAILS),
    ("{first: [a, {all: [b]}]}", {"b": HOLDS}, HOLDS),
    ("{first: [a, {all: [b]}]}", {"a": FAILS, "b": HOLDS}, FAILS),
    ("{first: [a, {all: [b]}]}", {"a": UNKNOWN, "b": HOLDS}, UNKNOWN),
    ("{first: [a, {all: [b]}]}", {"a": HOLDS, "b": FAILS}, HOLDS),
    ("{all: [a, {needs: b}]}", {"a": HOLDS}, UNKNOWN),
    ("{evidence: e}", {}, HOLDS),
    ("{evidence: gone}", {}, NEEDED),
    ("{any: [a, {evidence: e}]}", {"a": FAILS}, HOLDS),
]


@pytest.mark.parametrize(("text", "signals", "state"), DECISIONS, ids=range(len(DECISIONS)))
def test_a_tree_of_signals(text, signals, state):
    rule = decode(read_text(text, "logic"), Rule)
    evidence = {"e": HOLDS}
    assert decide(rule, lambda key: signals.get(key, OUT), lambda key: evidence.get(key, NEEDED)) is state
