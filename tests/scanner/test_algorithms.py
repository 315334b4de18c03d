"""The list of algorithms that the government recommends."""

import pytest

from scanner.algorithms import load_algorithms

LIST = load_algorithms()


@pytest.mark.parametrize(
    ("algorithm", "bits", "expected"),
    [
        ("AES", None, "recommended"),
        ("RSA-PSS", 2048, "recommended"),
        ("RSA-PSS", 1024, "short"),
        ("ECDSA", 256, "recommended"),
        ("SHA-1", None, "monitored"),
        ("RSAES-PKCS1-v1_5", 4096, "monitored"),
        ("MISTY1", None, "unlisted"),  # a candidate is not recommended
        ("SHA-224", None, "unlisted"),
        ("ML-KEM-512", None, "unlisted"),
    ],
)
def test_an_algorithm_stands_where_the_edition_puts_it(algorithm, bits, expected):
    assert LIST.standing(algorithm, bits) == expected


def test_no_algorithm_stands_in_two_lists_and_lengths_are_those_of_recommended_ones():
    named = (*LIST.recommended, *LIST.candidate, *LIST.monitored)
    assert len(named) == len(set(named))
    assert set(LIST.least_bits) <= set(LIST.recommended)


def test_the_edition_is_named_with_its_day():
    assert (LIST.edition, LIST.updated.isoformat()) == ("CRYPTREC LS-0001-2022R2", "2026-03-30")
