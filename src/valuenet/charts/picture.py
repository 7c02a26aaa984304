"""A chart as a picture for people: SVG in one of the diagrams' themes, and the same in words."""

from __future__ import annotations

from typing import assert_never

from valuenet.charts.calibration import Calibration, calibration_drawn, calibration_told
from valuenet.charts.discounts import DiscountSpend, discounts_drawn, discounts_told
from valuenet.charts.preference import PreferenceRange, preference_drawn, preference_told
from valuenet.charts.rows import clean
from valuenet.charts.sheet import Sheet, library
from valuenet.charts.svg import Told, finished
from valuenet.charts.tornado import Tornado, tornado_drawn, tornado_told
from valuenet.charts.waterfall import Waterfall, waterfall_drawn, waterfall_told
from valuenet.diagram.theme import PALETTES, Palette
from valuenet.diagram.view import Theme

Chart = Waterfall | PreferenceRange | Tornado | Calibration | DiscountSpend


def picture(chart: Chart, theme: Theme = Theme.LIGHT) -> str:
    """The SVG of a chart: the same text for the same figures, on every machine and from any thread."""
    with library():
        sheet = _drawn(chart, PALETTES[theme])
        svg = sheet.svg()
    return finished(svg, sheet.words, Told(title=clean(chart.title), description=told(chart)))


def told(chart: Chart) -> str:
    """What a chart shows, in a few sentences with all of its figures."""
    match chart:
        case Waterfall():
            return waterfall_told(chart)
        case PreferenceRange():
            return preference_told(chart)
        case Tornado():
            return tornado_told(chart)
        case Calibration():
            return calibration_told(chart)
        case DiscountSpend():
            return discounts_told(chart)
    assert_never(chart)


def _drawn(chart: Chart, palette: Palette) -> Sheet:
    match chart:
        case Waterfall():
            return waterfall_drawn(chart, palette)
        case PreferenceRange():
            return preference_drawn(chart, palette)
        case Tornado():
            return tornado_drawn(chart, palette)
        case Calibration():
            return calibration_drawn(chart, palette)
        case DiscountSpend():
            return discounts_drawn(chart, palette)
    assert_never(chart)
