"""A wrong graph fails at start-up and names the type and the file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import pytest

from scanner import Pass, Severity, Verdict, check, collector, derived, setting
from scanner.errors import DeclarationError
from scanner.plan import Plan
from tests.scanner.world import Account, Bucket, Cloud, Encryption, Region, Trail, provider


@collector("cloud:ListBuckets")
def buckets(cloud: Cloud) -> Iterator[Bucket]:
    yield Bucket(name="b", region="east")


@check("cloud.bucket", severity=Severity.LOW)
def bucket_check(bucket: Bucket) -> Iterator[Verdict]:
    """Buckets.

    Reason.

    ## Remediation
    Remedy.
    """
    yield Pass(bucket, "there")


def refused(*functions):
    with pytest.raises(DeclarationError) as caught:
        Plan.of(provider(*functions))
    return str(caught.value)


def test_a_type_that_no_collector_gives():
    message = refused(bucket_check)
    assert "Bucket" in message
    assert "test_plan.py" in message


def test_two_collectors_for_one_type():
    @collector("cloud:ListBuckets")
    def again(cloud: Cloud) -> Iterator[Bucket]:
        yield from ()

    message = refused(buckets, again)
    assert "Bucket" in message
    assert message.count("test_plan.py") == 2


def test_a_cycle():
    @setting("left", singleton=True)
    class Left:
        name: str

    @setting("right", singleton=True)
    class Right:
        name: str

    @derived
    def left(right: Right) -> Left:
        raise AssertionError

    @derived
    def right(left: Left) -> Right:
        raise AssertionError

    assert "Left -> Right -> Left" in refused(left, right)


def test_the_same_check_id_twice():
    @check("cloud.bucket", severity=Severity.LOW)
    def again(bucket: Bucket) -> Iterator[Verdict]:
        """Buckets.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(bucket, "there")

    assert "cloud.bucket" in refused(buckets, bucket_check, again)


def test_two_settings_of_one_kind():
    @setting("bucket", key="name")
    class Other:
        name: str

    @collector("cloud:ListOther")
    def others(cloud: Cloud) -> Iterator[Other]:
        yield from ()

    assert "bucket" in refused(buckets, others)


def test_another_provider_s_connection():
    class Elsewhere:
        pass

    @collector("cloud:ListBuckets")
    def odd(cloud: Elsewhere) -> Iterator[Bucket]:
        yield from ()

    assert "Elsewhere" in refused(odd)


def declaring(function):
    with pytest.raises(DeclarationError) as caught:
        function()
    assert "test_plan.py" in str(caught.value)
    return str(caught.value)


def test_two_for_each_parameters_are_a_cartesian_product():
    def declare():
        @collector("cloud:X")
        def pairs(region: Region, bucket: Bucket, cloud: Cloud) -> Iterator[Encryption]:
            yield from ()

    assert "region, bucket" in declaring(declare)


def test_a_check_that_asks_for_a_connection():
    def declare():
        @check("cloud.x", severity=Severity.LOW)
        def reads(cloud: Cloud) -> Iterator[Verdict]:
            """Reads.

            Reason.

            ## Remediation
            Remedy.
            """
            yield from ()

    assert "connection" in declaring(declare)


@pytest.mark.parametrize("text", ["Title.", "Title.\n\nReason.", "Title.\n\n## Remediation\nRemedy.", ""])
def test_a_check_without_title_reason_or_remedy(text):
    def declare():
        def silent(trails: Sequence[Trail]) -> Iterator[Verdict]:
            yield from ()

        silent.__doc__ = text
        check("cloud.x", severity=Severity.LOW)(silent)

    assert "Remediation" in declaring(declare)


def test_a_parameter_without_annotation_and_one_of_no_use():
    def without():
        @collector("cloud:X")
        def odd(thing) -> Iterator[Bucket]:
            yield from ()

    def useless():
        @collector("cloud:X")
        def odd(thing: int) -> Iterator[Bucket]:
            yield from ()

    assert "thing" in declaring(without)
    assert "thing" in declaring(useless)


def test_a_collector_that_gives_no_setting():
    def declare():
        @collector("cloud:X")
        def odd(cloud: Cloud) -> Iterator[int]:
            yield from ()

    assert "int" in declaring(declare)


class Plain:
    name: str


@pytest.mark.parametrize(
    "hint", [dict[str, str], Mapping[str, str], list[str], Sequence[str], datetime, object, Plain]
)
def test_a_field_that_evidence_cannot_carry_exactly(hint):
    def declare():
        cls = type("Odd", (), {"__annotations__": {"name": str, "field": hint}, "__module__": __name__})
        setting("odd", key="name")(cls)

    with pytest.raises(DeclarationError, match="field"):
        declare()


def test_a_default_is_refused():
    with pytest.raises(DeclarationError, match="silent pass"):

        @setting("odd", key="name")
        class Odd:
            name: str
            public: bool = False


def test_a_union_of_two_dataclasses_is_refused():
    with pytest.raises(DeclarationError, match="union"):

        @setting("odd", key="name")
        class Odd:
            name: str
            either: Account | Region


def test_a_setting_without_identity_is_refused():
    with pytest.raises(DeclarationError, match="key="):

        @setting("odd")
        class Odd:
            name: str


def test_an_identity_of_an_unknown_field_is_refused():
    with pytest.raises(DeclarationError, match="nmae"):

        @setting("odd", key="nmae")
        class Odd:
            name: str
