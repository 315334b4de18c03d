"""What the findings and records of one control say of each of its signals, and of a tree of them."""

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum

from scanner.framework_logic import Rule
from scanner.model import Outcome


class State(IntEnum):
    """The state of a signal or of a tree; the highest decides where all must hold."""

    OUT = 0  # of a provider that is not in scope, or its question does not arise
    HOLDS = 1
    WAIVED = 2
    NEEDED = 3  # people have to show it
    UNKNOWN = 4
    FAILS = 5


OF_OUTCOME: Mapping[Outcome, State] = {
    Outcome.PASS: State.HOLDS,
    Outcome.FAIL: State.FAILS,
    Outcome.UNKNOWN: State.UNKNOWN,
    Outcome.NOT_APPLICABLE: State.OUT,
}


def every(states: Iterable[State]) -> State:
    """All must hold: the worst decides."""
    return max(states, default=State.OUT)


def one_of(states: Iterable[State]) -> State:
    """One that holds is enough; as long as one may still turn out to hold, it can't be told.

    A waiver of one alternative excepts nothing while another is open: so no gap and no added
    Fail ever makes the whole better.
    """
    found = set(states) - {State.OUT}
    if State.HOLDS in found or not found - {State.WAIVED}:
        return min(found, default=State.OUT)
    open_ = found - {State.WAIVED}
    return open_.pop() if len(open_) == 1 else State.UNKNOWN


def _for_each_thing(state: State, states: Iterable[State]) -> State:
    """One alternative must hold for each machine or destination, but a console sees only its own.

    That one console is content says nothing of what it doesn't see: unless all agree, people have to
    show it, or it can't be told.
    """
    worst = every(states)
    if state is not State.HOLDS or worst is State.HOLDS:
        return state
    return worst if worst in (State.NEEDED, State.WAIVED) else State.UNKNOWN


def decide(
    part: "str | Rule",
    signal: Callable[[str], State],
    evidence: Callable[[str], State],
    *,
    forced: bool = False,
) -> State:
    """The state of a tree, from the state of each signal and each piece of evidence.

    `forced`: the signal must hold even where nothing in scope answers for it.
    """
    if isinstance(part, str):
        state = signal(part)
        return State.UNKNOWN if forced and state is State.OUT else state
    if part.needs:
        return decide(part.needs, signal, evidence, forced=True)
    if part.evidence:
        return evidence(part.evidence)
    states = [decide(one, signal, evidence) for one in part.parts()]
    if part.any:
        return _for_each_thing(one_of(states), states) if part.each else one_of(states)
    if part.first:
        return next((state for state in states if state is not State.OUT), State.OUT)
    return every(states)
