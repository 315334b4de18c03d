"""Days: how they may be written, when they end, how long a duration is."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from scanner.days import day, day_of, last_day
from scanner.yamlfile import Refused


@pytest.mark.parametrize(
    "text", ["2026-11-20", "2026年11月20日", "令和8年11月20日", "令和８年１１月２０日", " 2026-11-20 "]
)
def test_a_day_is_written_as_people_write_it(text):
    assert day(text, "date") == date(2026, 11, 20)


def test_the_first_year_of_an_era_has_its_own_name():
    assert day("令和元年5月1日", "date") == date(2019, 5, 1)


@pytest.mark.parametrize(
    "text",
    ["令和元年4月30日", "平成31年4月30日", "昭和101年1月1日", "R8.11.20", "2026/11/20", "20261120",
     "2026-02-30", "令和8年13月1日", "tomorrow", "", "2026-11-20T00:00:00Z", "令和0年1月1日"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_an_example(text):
    with pytest.raises(Refused, match=r"write 2026-11-20 or 令和8年11月20日") as error:
        day(text, "date")
    assert error.value.at == ("date",)


def test_a_day_ends_at_midnight_in_japan():
    assert day_of(datetime(2026, 11, 20, 14, 59, 59, 999999, tzinfo=UTC)) == date(2026, 11, 20)
    assert day_of(datetime(2026, 11, 20, 15, 0, tzinfo=UTC)) == date(2026, 11, 21)


def test_a_moment_without_a_time_zone_belongs_to_no_day():
    with pytest.raises(ValueError, match="time zone"):
        day_of(datetime(2026, 11, 20))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("first", "duration", "last"),
    [
        ("2026-08-20", "P3M", "2026-11-20"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-12-01", "P1M", "2027-01-01"),
        ("2026-11-20", "P1Y2M1W3D", "2028-01-30"),
        ("2026-11-20", "P0D", "2026-11-20"),
        ("2026-11-20", "P99999999999999999999Y", "9999-12-31"),
        ("2026-11-20", "P9000Y", "9999-12-31"),
    ],
)
def test_the_last_day_of_a_duration(first, duration, last):
    assert last_day(date.fromisoformat(first), duration) == date.fromisoformat(last)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_a_longer_duration_never_ends_sooner(first, months, more):
    assert first <= last_day(first, f"P{months}M") <= last_day(first, f"P{months + more}M")
