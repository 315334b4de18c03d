"""Odd texts and numbers are carried exactly, or are malformed; never something in between."""

from collections.abc import Iterator

import pytest

from scanner import Pass, Reason, Severity, Verdict, check, collector, setting
from tests.scanner.test_inventory import EACH_BUCKET
from tests.scanner.world import Bucket, Cloud, read


@setting("network", singleton=True)
class Network:
    trails: int


@check("cloud.network", severity=Severity.LOW)
def network_check(network: Network) -> Iterator[Verdict]:
    """There is a network.

    Reason.

    ## Remediation
    Remedy.
    """
    yield Pass(network, "there")


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "\u202e", "𠮷野家", "x" * 100_000, "\r\n"])
def test_odd_text_is_read_as_it_is_or_is_malformed_and_never_stops_the_reading(text):
    @collector("cloud:ListBuckets")
    def buckets(cloud: Cloud) -> Iterator[Bucket]:
        yield Bucket(name=text, region="east")
        yield Bucket(name="plain", region="east")

    evidence = read(buckets, EACH_BUCKET)
    reading = evidence.readings[Bucket]
    assert {one.name for one in reading.items} == {"plain", text} - {"\ud800"}
    assert len(reading.gaps) == (text == "\ud800")


@pytest.mark.parametrize("number", [2**63, 2**64, -(10**30), 10**400])
def test_numbers_of_any_size_are_carried_exactly(number):
    @collector("cloud:GetNetwork")
    def network(cloud: Cloud) -> Network:
        return Network(trails=number)

    assert read(network, network_check).readings[Network].items == (Network(trails=number),)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1.0, True])
def test_what_is_no_whole_number_is_malformed(number):
    @collector("cloud:GetNetwork")
    def network(cloud: Cloud) -> Network:
        return Network(trails=number)  # type: ignore[arg-type]

    (gap,) = read(network, network_check).readings[Network].gaps
    assert gap.reason is Reason.MALFORMED
