"""What starting the program costs in processor time: the part of it that no faster disk takes away."""

import os
import subprocess
import sys

START = "from scanner.cli import main; main()"
ROUNDS = 5
MOST = {"--version": 0.15, "--help": 0.25}
"""Processor seconds."""


def cost(*arguments: str) -> float:
    """The least processor time of several starts, in seconds."""
    return min(_once(*arguments) for _ in range(ROUNDS))


def _once(*arguments: str) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-c", START, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def run() -> bool:
    """Measure; True if every start is quick enough."""
    found = {argument: cost(argument) for argument in MOST}
    for argument, seconds in found.items():
        print(f"tenken {argument}: {seconds:.3f} s of processor time (at most {MOST[argument]:.2f})")
    return all(seconds <= MOST[argument] for argument, seconds in found.items())
