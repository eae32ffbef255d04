"""Names of months, weekdays, seasons, holidays and parts of the day in English, as patterns and numbers."""

from __future__ import annotations

from reporter.lexicon.en import numbers

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
"""First and last month, northern hemisphere."""
HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year": (1, 1), "independence day": (7, 4),
    "halloween": (10, 31), "valentine's day": (2, 14), "april fools' day": (4, 1), "veterans day": (11, 11),
    "juneteenth": (6, 19), "may day": (5, 1),
}  # fmt: skip
"""Month and day of holidays with a fixed date."""
PARTS = ("morning", "afternoon", "evening", "night", "noon", "midday", "midnight", "dawn", "dusk")
"""Parts of the day, the values of ``When.clock`` that are no time of day."""

MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY\b"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
)
YEAR = r"(?:1[5-9]|20)\d\d"
PART = r"(?:(?:(?:early|late|mid)[-\s])?(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk))"
ZONE = r"(?:GMT|UTC|BST|CES?T|EE?S?T|[ECMP][DS]?T|IST|JST|AEST|WIB|local\stime)"
UNIT_COUNT = (
    rf"(?:\d+(?:\.\d+)?(?:\s\d/\d)?|{numbers.NUMBER_WORDS}|an?|(?:a\s)?few|a\scouple\sof|several|many|some)"
)
UNIT = r"(?P<unit>minute|hour|day|night|week|weekend|fortnight|month|year|decade)s?"
EDGE = r"(?:(?P<edge>early|late|mid|(?:the\s)?(?:start|beginning|middle|end)\sof)(?:\sin)?[-\s])?"
YEAR_LEAD = (
    r"(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bof\s)|(?<=\bbetween\s)|(?<=\bfrom\s)|(?<=\bto\s)"
    r"|(?<=\bby\s)|(?<=\bduring\s)"
    r"|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\band\s)|(?<=\()|(?<=,\s)|(?<=\bthe\s)|(?<=\bthrough\s)"
    r"|(?<=\ba\s)|(?<=\bhis\s)|(?<=\bher\s)|(?<=\bits\s)"
    r"|(?<=\btheir\s)|(?<=[’']s\s)|(?<=\bearly\s)|(?<=\blate\s)|(?<=\bmid-)|(?<=\bmid\s)|(?<=\bor\s)"
    r"|(?<=\bback\s)|(?<=[A-Za-z]\s\()|^)"
)
YEAR_END = (
    r"(?![-/]\d|,\d|\.\d|\s?(?:%|percent|per\scent|people|men|women|children|civilians"
    r"|troops|soldiers|homes|deaths|cases|miles|km|feet)\b|\s[A-Z]\w+\s(?:Street|St|Avenue|Ave|Road|Rd)\b)"
)
HOLIDAY = "|".join(
    " ".join(word.capitalize() for word in name.split()).replace("'", "[’']")
    for name in sorted(HOLIDAYS, key=len, reverse=True)
)


def month_number(name: str) -> int:
    """1-12 of a month's name or abbreviation."""
    return MONTHS[name.lower().rstrip(".")]


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 of a weekday's name or abbreviation."""
    return WEEKDAYS[name.lower().rstrip(".")]
