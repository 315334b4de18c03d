"""The lines of a target that is read from an aggregator, and what its guard lets through."""

import pytest

from plugins.aws.aggregator.connection import AggregatedConnection
from plugins.aws.base import PERMITTED, PERMITTED_AGGREGATOR
from plugins.aws.guard import Guard
from plugins.aws.operations import AGGREGATED, READS, action_of
from plugins.aws.options import AwsOptions

GOOD = {
    "accounts": ("111122223333",),
    "regions": ("ap-northeast-1",),
    "source": "config-aggregator",
    "aggregator": "all-accounts",
}


def test_the_lines_go_together():
    assert AwsOptions(**GOOD).fallback == "gap"
    assert AwsOptions(**{**GOOD, "regions": None, "fallback": "api"}).regions is None
    assert AwsOptions(**{**GOOD, "aggregator_region": "ap-northeast-3"}).aggregator_region == "ap-northeast-3"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ({"accounts": None}, "accounts or organization: true"),
        ({"aggregator": None}, "aggregator is missing"),
        ({"aggregator": "all accounts"}, "aggregator is missing or no name"),
        ({"regions": None}, "write regions"),
        ({"aggregator_region": "tokyo"}, "'tokyo' is no region"),
        ({"source": "api"}, "aggregator is of use with source: config-aggregator alone"),
        ({"source": "api", "aggregator": None, "fallback": "api"}, "fallback is of use"),
        (
            {"source": "api", "aggregator": None, "aggregator_region": "ap-northeast-1"},
            "aggregator_region is",
        ),
    ],
    ids=str,
)
def test_what_does_not_go_together_is_refused(lines, told):
    with pytest.raises(ValueError, match=told):
        AwsOptions(**{**GOOD, **lines})


def test_a_scan_of_the_apis_may_not_ask_an_aggregator():
    everything = frozenset(map(action_of, READS))
    for operation in AGGREGATED:
        assert not Guard(everything).allows(operation)
        assert not Guard(PERMITTED).allows(operation)
        assert Guard(PERMITTED | PERMITTED_AGGREGATOR).allows(operation)


def test_the_connection_of_an_aggregator_has_the_calls_of_any_other():
    ours = {name for name in vars(AggregatedConnection) if not name.startswith("_")}
    assert ours == {"items", "stop"}
