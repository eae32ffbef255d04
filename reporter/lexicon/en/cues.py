"""Words around a capitalised name that tell what it names, English."""

LOCATIVE = frozenset(
    """in at from to near outside into around leave left across inside toward towards eastern western northern
    southern east west north south central downtown including through via within over""".split()
)
SAYING = frozenset(
    """said says told added warned denied claimed confirmed announced tweeted wrote insisted argued explained asked
    testified vowed acknowledged noted""".split()
)
SURNAME_HEADS = frozenset(
    """church bank house court post press guard cross reserve watch times bills browns school group fund board church
    temple cardinals heat magic rams bears bucks case service park daily party monitor service trust""".split()
)
LEADING_PLACES = frozenset({"mount", "mt", "lake", "fort", "ft", "cape", "port", "interstate", "st"})
VERBS = frozenset(
    """has have had is was will would could should may might must also and wants wanted backs backed supports insists
    accuses rejects sees fears hopes seeks agreed refused did does sent""".split()
)
