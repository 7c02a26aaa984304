"""Charts to test with, and what a picture says: its texts with their places, and nothing that could act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from xml.etree import ElementTree

from valuenet.charts.calibration import Bin, Calibration
from valuenet.charts.discounts import DiscountSpend, Group
from valuenet.charts.picture import Chart, picture
from valuenet.charts.preference import PreferenceRange, Spread
from valuenet.charts.tornado import Swing, Tornado
from valuenet.charts.waterfall import Difference, Waterfall
from valuenet.diagram.metrics import text_width
from valuenet.diagram.view import Theme

D = Decimal
SVG = "{http://www.w3.org/2000/svg}"
ANNUITY = D("2.4868519909842224")
UNIT = "EUR, present value over 3 years"
LONG = "Early-pay discounts caught before they lapse, at every supplier that offers them"

ALDER = Waterfall(
    title="What invoice automation is worth to Alder Foods",
    unit=UNIT,
    alternative="Competitor B",
    alternative_price=80_000 * ANNUITY + 20_000,
    differences=(
        Difference(label="Less overtime", amount=50_000 * ANNUITY),
        Difference(label=LONG, amount=45_000 * ANNUITY),
        Difference(label="Weaker ERP connector", amount=-10_000 * ANNUITY),
        Difference(label="Switching", amount=D(-15_000)),
    ),
    price=120_000 * ANNUITY + 30_000,
)
SPREAD = Spread(p10=D(43_370), p50=D(90_580), p90=D(139_400), deviation=D(36_800), above_zero=0.996)
RANGE = PreferenceRange(
    title="How much Alder Foods should prefer us",
    unit=UNIT,
    low=D(-49_900),
    likely=D(86_900),
    high=D(236_100),
    independent=SPREAD,
    together=Spread(p10=D(12_430), p50=D(90_600), p90=D(171_050), deviation=D(58_700), above_zero=0.936),
)
TORNADO = Tornado(
    title="Which claim moves the preference how far",
    unit=UNIT,
    likely=D(86_900),
    swings=(
        Swing(label="Weaker ERP connector", low=D(62_000), high=D(99_300)),
        Swing(label="Less overtime", low=D(-3_000), high=D(161_500)),
        Swing(label=LONG, low=D(24_700), high=D(149_100)),
    ),
)
CALIBRATION = Calibration(
    title="Win likelihood: predicted against what came",
    label="calibrated: 64 closed, Brier 0.19 against 0.23",
    base_rate=0.406,
    bins=(
        Bin(predicted=0.62, n=14, came=8, low=0.36, high=0.77),
        Bin(predicted=0.12, n=9, came=1, low=0.02, high=0.36),
        Bin(predicted=0.46, n=16, came=7, low=0.25, high=0.64),
    ),
)


def group(label: str, n: int, listed: int, discount: int, unjustified: int, mix: str = "") -> Group:
    """A group of whole amounts."""
    return Group(label=label, n=n, listed=D(listed), discount=D(discount), unjustified=D(unjustified), mix=mix)


DISCOUNTS = DiscountSpend(
    title="Discounts by seller",
    unit="EUR",
    groups=(
        group("Ben", 9, 450_000, 60_000, 60_000, "all renewals"),
        group("Dee", 2, 90_000, 81_000, 0),
        group("Ana", 12, 300_000, 60_500, 5_000, "8 new, 4 renewals"),
    ),
)
CHARTS: dict[str, Chart] = {
    "waterfall": ALDER,
    "negative waterfall": replace(ALDER, price=D(500_000)),
    "empty waterfall": replace(ALDER, differences=()),
    "range": RANGE,
    "flat range": replace(RANGE, low=D(5), likely=D(5), high=D(5), independent=replace(SPREAD, p10=D(4), p50=D(4), p90=D(4))),
    "tornado": TORNADO,
    "empty tornado": replace(TORNADO, swings=()),
    "calibration": CALIBRATION,
    "empty calibration": replace(CALIBRATION, bins=(), base_rate=None),
    "discounts": DISCOUNTS,
    "no discounts": replace(DISCOUNTS, groups=()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of a picture, and the box that it takes."""

    words: str
    bold: bool
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Text) -> bool:
        """Whether a letter of one stands on a letter of the other."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def drawn(chart: Chart, theme: Theme = Theme.LIGHT) -> ElementTree.Element:
    """The picture of a chart, read."""
    return ElementTree.fromstring(picture(chart, theme))


def texts(root: ElementTree.Element) -> list[Text]:
    """What a picture says, in the order in which it was written."""
    return [_text(element) for element in root.iter(f"{SVG}text")]


def words(chart: Chart) -> list[str]:
    """The words of the picture of a chart, with plain spaces."""
    return [text.words.replace("\xa0", " ") for text in texts(drawn(chart))]


def _text(element: ElementTree.Element) -> Text:
    size, bold = float(element.attrib["font-size"]), element.attrib["font-weight"] == "700"
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    width = text_width(element.text or "", size, bold=bold)
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib["text-anchor"]]
    return Text(words=element.text or "", bold=bold, left=left, top=y - 0.72 * size, right=left + width, bottom=y + 0.2 * size)
