"""The grammar of all languages but English: one for all, with the words of each taken from its pack.

It knows less than the English one: no ordinals and superlatives, no events that date others, no short forms of
organisations, no roles after a comma.
"""

from __future__ import annotations

from reporter.facts.general import dates, names, quantities

EXTRACTORS = {
    extractor.name: extractor for extractor in (names.EXTRACTOR, quantities.EXTRACTOR, dates.EXTRACTOR)
}
"""Of a kind of fact, the extractor that stands in for the English one; the others serve all languages."""
