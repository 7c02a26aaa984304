"""The words of the domain, and what strengths stand for."""

from __future__ import annotations

from fractions import Fraction

from valuenet.model.vocabulary import Position, Severity, Strength


def test_a_strength_stands_for_an_exact_share_of_cases_the_strongest_first() -> None:
    shares = [strength.share for strength in Strength]
    assert shares == [Fraction(9, 10), Fraction(7, 10), Fraction(2, 5), Fraction(3, 20)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares), "every arrow takes something away"


def test_positions_are_listed_best_first_and_severities_most_severe_first() -> None:
    assert list(Position) == ["unique", "ahead", "equal", "behind"]
    assert list(Severity) == ["error", "warning", "note"]
