"""How many jobs run at once: in all, for each account over all its regions, and of each function."""

import threading
from collections.abc import Iterator

import pytest

from scanner.pool import Lane, Pool

REGIONS = ("east", "north", "south", "west")


@pytest.fixture
def over() -> Iterator[threading.Event]:
    """What silent jobs wait for."""
    over = threading.Event()
    yield over
    over.set()


class Counted:
    """Jobs that stay until `over` is set; `running` are there now."""

    def __init__(self, over: threading.Event) -> None:
        self._over, self._change = over, threading.Condition()
        self.running = 0

    def __call__(self) -> None:
        with self._change:
            self.running += 1
            self._change.notify_all()
        self._over.wait(10)

    def reaches(self, number: int) -> bool:
        """Wait until so many run."""
        with self._change:
            return self._change.wait_for(lambda: self.running >= number, 5)


def answers(pool: Pool, lane: Lane) -> bool:
    """True if a job of this lane gets its turn."""
    done = threading.Event()
    pool.submit(lane, done.set)
    return done.wait(5)


def test_no_more_run_than_the_pool_has_threads(over):
    pool, jobs = Pool(8), Counted(over)
    for number in range(40):
        pool.submit(Lane(f"function {number}", f"account {number}"), jobs)
    assert jobs.reaches(8)
    assert jobs.running == 8


def test_an_account_holds_three_quarters_over_all_its_regions(over):
    pool, jobs = Pool(8), Counted(over)
    for number in range(40):
        pool.submit(Lane(f"function {number}", "silent", REGIONS[number % 4]), jobs)
    assert jobs.reaches(6)
    assert answers(pool, Lane("function", "answering", "east"))
    assert jobs.running == 6


def test_a_region_leaves_room_for_the_others_of_its_account(over):
    pool, jobs = Pool(8), Counted(over)
    for number in range(40):
        pool.submit(Lane(f"function {number}", "taxes", "silent"), jobs)
    assert jobs.reaches(4)
    assert answers(pool, Lane("function", "taxes", "answering"))
    assert jobs.running == 4


def test_a_function_that_hangs_in_one_account_goes_on_in_the_others(over):
    pool, jobs = Pool(8), Counted(over)
    for region in REGIONS * 5:
        pool.submit(Lane("function", "silent", region), jobs)
    assert jobs.reaches(2)
    assert answers(pool, Lane("function", "answering", "east"))
    assert answers(pool, Lane("another", "silent", "east"))
    assert jobs.running == 2


def test_a_function_that_hangs_everywhere_leaves_half_of_the_pool(over):
    pool, jobs = Pool(8), Counted(over)
    for number in range(40):
        pool.submit(Lane("silent", f"account {number}"), jobs)
    assert jobs.reaches(4)
    assert answers(pool, Lane("answering", "account 0"))
    assert jobs.running == 4


def test_the_account_with_the_fewest_jobs_comes_first(over):
    pool, order, jobs = Pool(4), list[str](), Counted(over)
    held, first, done = threading.Event(), threading.Event(), threading.Event()
    pool.submit(Lane("held", "busy"), lambda: (held.set(), first.wait(10))[0])
    for name, account in (("a", "other"), ("b", "other"), ("a", "third")):
        pool.submit(Lane(name, account), jobs)
    assert held.wait(5)
    assert jobs.reaches(3)
    pool.submit(Lane("c", "other", "east"), lambda: (order.append("other"), done.set())[1])
    pool.submit(Lane("c", "quiet", "east"), lambda: order.append("quiet"))
    first.set()
    assert done.wait(5)
    assert order == ["quiet", "other"]


def test_a_job_that_waits_for_two_bounds_starts_when_both_are_free():
    """What one job gives back may let several start; none of them is forgotten."""
    pool, done, number = Pool(8), threading.Semaphore(0), 400
    for one in range(number):
        lane = Lane(f"function {one % 3}", f"account {one % 2}", REGIONS[one % 4])
        pool.submit(lane, done.release)
    assert all(done.acquire(timeout=5) for _ in range(number))
