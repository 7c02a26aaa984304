"""What all opportunities taught, as pictures under `/portfolio`: the calibration of win likelihoods, and discounts by group."""

from __future__ import annotations

from hashlib import sha256

from valuenet.api.context import Context
from valuenet.charts.picture import Chart
from valuenet.diagram.view import Theme
from valuenet.errors import InvalidQuestion, NotFound, Problem
from valuenet.service.calibrations import workspace_calibration
from valuenet.service.discounting import Grouping, discounts
from valuenet.service.pictures import calibration_plot, discount_spend, drawn
from valuenet.web.exports import Asked, Export, Parameters
from valuenet.web.opportunity_files import STILL, SVG, theme_of

PORTFOLIO_FILE = "/portfolio/{file}"

_FILES = ("calibration.svg", "discounts.svg")


def portfolio_file(context: Context, asked: Asked) -> Export:
    """A picture of all opportunities; its tag changes with any of its figures."""
    file = asked.path["file"]
    if file not in _FILES:
        raise NotFound("file", file, f"ask for {' or '.join(_FILES)}")
    if file == "calibration.svg":
        theme = theme_of(asked.query)
        chart: Chart = calibration_plot(workspace_calibration(context.library, context.caller).calibration)
    else:
        by, theme = _grouping(asked.query)
        found = discounts(context.library, context.caller, by)
        unit = f"{found.settings.currency}, present value"
        chart = discount_spend(found.groups, by.value, unit, fewest=found.settings.ranking_minimum)
    tag = sha256(f"{chart!r} {theme}".encode()).hexdigest()[:32]
    return Export(subject="portfolio", tag=tag, media_type=SVG, write=lambda: drawn(chart, theme).encode(), policy=STILL)


def _grouping(query: Parameters) -> tuple[Grouping, Theme]:
    """By what discounts are told apart, and in which theme; `InvalidQuestion` tells all that is wrong."""
    given = [value for name, value in query if name == "by"]
    others = [(name, value) for name, value in query if name != "by"]
    problems = []
    if given and (len(given) > 1 or given[0] not in set(Grouping)):
        said = f"is {', '.join(given)[:60]!r}"
        problems.append(Problem(path="by", code="NOT_UNDERSTOOD", message=said, remedy=f"use one of {', '.join(Grouping)}"))
    try:
        theme = theme_of(others)
    except InvalidQuestion as invalid:
        raise InvalidQuestion([*problems, *invalid.problems]) from None
    if problems:
        raise InvalidQuestion(problems)
    return Grouping(given[0]) if given else Grouping.SELLER, theme
