"""Units of measure and currencies, with what each converts to.

Every dimension has one canonical unit (metre, kilogram, square metre, litre, km/h, degree Celsius,
kilowatt, day …),
so two figures can be compared whatever they were printed in. A month is 30.4375 days, a year 365.25.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit as printed and its conversion: canonical value = printed value x factor + offset."""

    name: str
    """One spelling for all forms of the unit: ``mile``."""
    canonical: str
    """The unit converted to: ``m``."""
    factor: float = 1.0
    offset: float = 0.0
    dimension: str = "measure"


_DAY = 86400.0
_MEASURES = """
m        m    1          metre metres meter meters
cm       m    0.01       cm centimetre centimetres centimeter centimeters
mm       m    0.001      mm millimetre millimetres millimeter millimeters
km       m    1000       km kms kilometre kilometres kilometer kilometers
mile     m    1609.344   mile miles
foot     m    0.3048     foot feet ft
inch     m    0.0254     inch inches
yard     m    0.9144     yard yards
kg       kg   1          kg kgs kilogram kilograms kilo kilos
g        kg   0.001      gram grams gramme grammes
tonne    kg   1000       tonne tonnes
ton      kg   1000       ton tons
lb       kg   0.45359237 pounds pound lb lbs
ounce    kg   0.028349523 ounce ounces oz
km/h     km/h 1          km/h kph kmh kilometres-per-hour kilometers-per-hour
km/h     km/h 1          kilometres-an-hour kilometers-an-hour
mph      km/h 1.609344   mph miles-per-hour miles-an-hour
knot     km/h 1.852      knot knots
hectare  m2   10000      hectare hectares
acre     m2   4046.8564  acre acres
m2       m2   1          sq-m sqm square-metres square-meters square-metre square-meter
km2      m2   1000000    sq-km square-kilometres square-kilometers square-kilometre square-kilometer
mi2      m2   2589988.1  sq-mi square-miles square-mile
ft2      m2   0.09290304 sq-ft square-feet square-foot
litre    litre 1         litre litres liter liters
ml       litre 0.001     ml mL millilitres milliliters
gallon   litre 3.7854118 gallon gallons
barrel   litre 158.98729 barrel barrels
kW       kW   1          kW kilowatt kilowatts
MW       kW   1000       MW megawatt megawatts
GW       kW   1000000    GW gigawatt gigawatts
kWh      kWh  1          kWh kilowatt-hours
"""
_DURATIONS = """
second 1 second seconds sec secs
minute 60 minute minutes min mins
hour 3600 hour hours hr hrs
day 86400 day days
night 86400 night nights
week 604800 week weeks
fortnight 1209600 fortnight fortnights
month 2629800 month months
year 31557600 year years yr yrs
decade 315576000 decade decades
century 3155760000 century centuries
"""
_TEMPERATURES = {
    "°C": (1.0, 0.0), "° C": (1.0, 0.0), "degC": (1.0, 0.0), "degrees Celsius": (1.0, 0.0),
    "degrees C": (1.0, 0.0),
    "Celsius": (1.0, 0.0), "°F": (5 / 9, -160 / 9), "° F": (5 / 9, -160 / 9), "degF": (5 / 9, -160 / 9),
    "degrees Fahrenheit": (5 / 9, -160 / 9), "degrees F": (5 / 9, -160 / 9), "Fahrenheit": (5 / 9, -160 / 9),
}  # fmt: skip

CURRENCY_SIGNS = {
    "$": "USD", "US$": "USD", "$US": "USD", "US $": "USD", "A$": "AUD", "$A": "AUD", "AU$": "AUD",
    "C$": "CAD",
    "C $": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "£": "GBP", "€": "EUR",
    "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "Rs": "INR", "Rs.": "INR", "RM": "MYR",
    "USD": "USD",
    "EUR": "EUR", "GBP": "GBP", "AUD": "AUD", "CAD": "CAD", "JPY": "JPY", "CHF": "CHF", "INR": "INR",
    "CNY": "CNY",
}  # fmt: skip
_CURRENCY_WORDS = """
USD 1 dollar dollars
USD 0.01 cent cents
EUR 1 euro euros
GBP 0.01 pence
JPY 1 yen
CNY 1 yuan renminbi
INR 1 rupee rupees
RUB 1 rouble roubles ruble rubles
ILS 1 shekel shekels
CHF 1 franc francs
MXN 1 peso pesos
TRY 1 lira
ZAR 1 rand
SAR 1 riyal riyals
AED 1 dirham dirhams
MYR 1 ringgit
SEK 1 krona kronor
PLN 1 zloty zlotys
"""


@cache
def units() -> dict[str, Unit]:
    """Every unit under each of its printed forms; words in lower case, symbols as they are."""
    table: dict[str, Unit] = {}
    for line in _MEASURES.strip().splitlines():
        name, canonical, factor, *forms = line.split()
        unit = Unit(name, canonical, float(factor))
        table.update({form.replace("-", " "): unit for form in forms})
    for line in _DURATIONS.strip().splitlines():
        name, seconds, *forms = line.split()
        duration = Unit(name, "day", float(seconds) / _DAY, 0.0, "duration")
        table.update(dict.fromkeys(forms, duration))
    for form, (slope, offset) in _TEMPERATURES.items():
        table[form] = Unit("°F" if offset else "°C", "°C", slope, offset)
    for line in _CURRENCY_WORDS.strip().splitlines():
        currency, factor, *forms = line.split()
        table.update(dict.fromkeys(forms, Unit(forms[0], currency, float(factor), 0.0, "money")))
    for word in ("US", "U.S.", "American"):
        table.update(
            {f"{word} {form}": Unit("dollar", "USD", 1.0, 0.0, "money") for form in ("dollar", "dollars")}
        )
    for word, currency in (("Australian", "AUD"), ("Canadian", "CAD"), ("New Zealand", "NZD")):
        table.update(
            {f"{word} {form}": Unit("dollar", currency, 1.0, 0.0, "money") for form in ("dollar", "dollars")}
        )
    table["pounds sterling"] = table["pound sterling"] = POUND_STERLING
    table.update({code: Unit(code, code, 1.0, 0.0, "money") for code in CURRENCY_SIGNS.values()})
    for form in ("per cent", "percent", "%", "pct", "pc", "percentage"):
        table[form] = Unit("%", "%", 1.0, 0.0, "percent")
    for form in ("percentage points", "percentage point", "per cent points", "percent points"):
        table[form] = Unit("pp", "pp", 1.0, 0.0, "percent")
    return table


POUND_STERLING = Unit("pound", "GBP", 1.0, 0.0, "money")
"""``pounds`` is a weight, except after millions and billions."""


@cache
def unit_re() -> re.Pattern[str]:
    """A unit right after a figure: ``km`` in "5 km", "5-km", "5km"; group ``unit`` is the printed form."""
    forms = sorted(units(), key=len, reverse=True)
    words = "|".join(form.replace(" ", "[ -]") for form in forms if len(form) > 3 and form.isascii())
    symbols = "|".join(re.escape(form) for form in forms if len(form) <= 3 or not form.isascii())
    return re.compile(rf"[\s-]?(?P<unit>(?i:{words})|{symbols}|m|′|″)(?![^\W_])")


def unit_of(printed: str) -> Unit:
    """The unit of a printed form matched by :func:`unit_re`."""
    table, form = units(), printed.replace("-", " ")
    folded = {"m": "metre", "″": "inch", "′": "foot"}
    form = folded.get(form, form)
    return table.get(form) or _folded()[form.lower()]


@cache
def _folded() -> dict[str, Unit]:
    return {form.lower(): unit for form, unit in units().items()}
