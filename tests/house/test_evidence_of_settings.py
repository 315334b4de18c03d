"""Every setting type of every plugin goes through an evidence file and comes back as it was."""

import io
import types
import typing
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from plugins import aws, m365
from scanner import Reading, Target
from scanner.assessment import Run
from scanner.evidence import Evidence, TargetEvidence
from scanner.evidence_store import read, write
from scanner.plan import Plan
from scanner.settings import Instant
from scanner.wire import checked

PROVIDERS = {one.name: one for one in (aws.provider, m365.provider)}
TYPES = [(name, cls) for name, one in PROVIDERS.items() for cls in Plan.of(one).recorded]
RUN = Run(id="r", started_at="s", finished_at="f", version="1", plugins=(), checks=None)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    int: st.integers() | st.sampled_from([2**63, -(2**64), 10**40]),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    types.NoneType: st.none(),
    Instant: st.datetimes(
        datetime(1, 1, 3),  # noqa: DTZ001 - the zone is drawn
        datetime(9999, 12, 29),  # noqa: DTZ001
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(minutes=-210))]),
    ),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([values(one) for one in args])
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(values(args[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, args))
    if origin is frozenset:
        return st.frozensets(values(args[0]), max_size=3)
    return instances(hint)


def instances(cls: type) -> st.SearchStrategy[Any]:
    """Any instance of a setting or of a part of one."""
    hints = typing.get_type_hints(cls, include_extras=True)
    build: Callable[..., Any] = cls
    return st.builds(build, **{name: values(hint) for name, hint in hints.items() if name[:2] != "__"})


@pytest.mark.parametrize(
    ("provider", "cls"), TYPES, ids=[f"{one[1].__module__}.{one[1].__name__}" for one in TYPES]
)
@settings(max_examples=6)
@given(st.data())
def test_what_was_read_comes_back_from_the_file(provider, cls, data):
    items = tuple(data.draw(st.lists(instances(cls), max_size=3)))
    assert tuple(map(checked, items)) == items
    one = TargetEvidence(
        target=Target("t", provider, "aozora", None), account="", readings={cls: Reading(items)}, read_at={}
    )
    out = io.BytesIO()
    write(Evidence(run=RUN, organisations=(), frameworks=(), targets=(one,)), out)
    again = io.BytesIO(out.getvalue())
    (back,) = read(again, {provider: PROVIDERS[provider]}).targets
    assert back.readings[cls] == Reading(items)


def test_there_are_settings_of_both_plugins():
    assert {name for name, _ in TYPES} == {"aws", "m365"}
    assert len(TYPES) > 100
