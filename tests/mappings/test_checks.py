"""Every check answers a control, and every control names the checks that decide its signals."""

from itertools import chain

import pytest

from scanner.frameworks import load_frameworks, load_signals
from scanner.host import Host

LATER = """
    aws.drift aws.kmspol aws.leastpriv aws.mfacond aws.noigw aws.nopubip aws.onprem aws.sep aws.sgeg
    aws.srcip aws.sts
    m365.appenf m365.caadm m365.cadev m365.calegacy m365.caloc m365.camfa m365.caresources m365.carisk
    m365.drift m365.owa m365.spodl m365.sync m365.tenres
    """
"""Signals that need history, reachability over the network, or what all policies permit together."""
"""Signals that no check decides yet. The list only shrinks: whoever adds such a check takes its name out."""


@pytest.fixture(scope="module")
def checks():
    return {check.id: check for provider in Host.load().providers.values() for check in provider.checks}


@pytest.fixture(scope="module")
def controls(checks):
    frameworks = load_frameworks(checks=checks, providers=Host.load().providers)
    return list(chain.from_iterable(framework.controls for framework in frameworks))


def test_no_check_is_left_without_a_control(checks, controls):
    assert set(checks) - {name for control in controls for name in control.checks} == set()


def test_a_control_names_every_check_that_decides_one_of_its_signals(checks, controls):
    for control in controls:
        deciding = {name for name, check in checks.items() if set(check.signals) & set(control.signals)}
        assert deciding <= set(control.checks), control.id


def test_a_check_names_signals_of_the_catalogue_alone(checks):
    known = set(load_signals())
    assert {signal for check in checks.values() for signal in check.signals} <= known


def test_a_control_names_a_check_once_and_in_order(controls):
    for control in controls:
        assert list(control.checks) == sorted(set(control.checks)), control.id


@pytest.mark.parametrize("cloud", ["aws", "m365"])
def test_every_signal_is_decided_by_a_check_under_each_control_that_lists_it(checks, controls, cloud):
    signals = {one for one in load_signals() if one.startswith(f"{cloud}.")}
    for signal in signals - set(LATER.split()):
        deciding = {name for name, check in checks.items() if signal in check.signals}
        assert deciding, signal
        for control in (one for one in controls if signal in one.signals):
            assert deciding & set(control.checks), (control.id, signal)


def test_the_lists_of_exceptions_name_signals_of_the_catalogue():
    assert set(LATER.split()) <= set(load_signals())
