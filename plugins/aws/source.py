"""Where the settings of accounts are read from: their APIs, or an aggregator of AWS Config."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.aws.options import AwsOptions

AGGREGATOR = "config-aggregator"
NAME = re.compile(r"[\w-]{1,256}", re.ASCII)
"""Source: AWS Config SelectAggregateResourceConfig, ``ConfigurationAggregatorName``."""


def check_source(options: "AwsOptions") -> None:
    """Refuse lines of a source that don't go together; raises `ValueError`."""
    if options.source != AGGREGATOR:
        _check_apis(options)
        return
    if not options.many:
        raise ValueError(f"source: {AGGREGATOR} is of use with accounts or organization: true alone")
    if options.aggregator is None or not NAME.fullmatch(options.aggregator):
        raise ValueError("aggregator is missing or no name of an aggregator; write for example all-accounts")
    if options.fallback == "gap" and not options.regions:
        raise ValueError(
            "write regions: an aggregator does not tell which are enabled; fallback: api asks each account"
        )


def _check_apis(options: "AwsOptions") -> None:
    given = {"aggregator": options.aggregator, "aggregator_region": options.aggregator_region}
    lone = [name for name, value in given.items() if value is not None]
    if options.fallback != "gap":
        lone.append("fallback")
    if lone:
        raise ValueError(f"{lone[0]} is of use with source: {AGGREGATOR} alone")
