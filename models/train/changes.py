"""Sentences changed by rule: one fact made another (a conflict), or the same fact told otherwise (agreement)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Change = Callable[[str, random.Random], "str | None"]

NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
)
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
MONTHS_SHORT = "Jan. Feb. Aug. Sept. Oct. Nov. Dec.".split()
SURNAMES = """Hartley Brennan Okafor Lindqvist Moreau Castellano Smith Johnson Williams Brown Garcia Miller Davis Khan Chen Ivanov
Petrov Hassan Tanaka Silva Rossi Schmidt Cohen Murphy Kelly Nguyen Singh Patel Lopez Clark Lewis Walker Young Allen Wright""".split()
FIRST_NAMES = """James Mary John Patricia Robert Jennifer Michael Linda David Elizabeth William Susan Richard Karen Thomas Sarah
Daniel Nancy Mark Lisa Paul Sandra Steven Ashley Kevin Donna Brian Carol Ahmed Fatima Ivan Olga Carlos Maria Wei Mei""".split()
PLACES = """Paris London Berlin Madrid Rome Moscow Beijing Tokyo Seoul Delhi Mumbai Cairo Lagos Nairobi Sydney Toronto Chicago Houston
Boston Dallas Miami Denver Seattle Detroit Atlanta Phoenix Baghdad Damascus Aleppo Kabul Tehran Jakarta Manila Bangkok Istanbul
France Germany Spain Italy Russia China Japan India Egypt Nigeria Kenya Australia Canada Mexico Brazil Argentina Iraq Syria Iran
Turkey Ukraine Poland Greece Sweden Norway Texas Florida California Ohio Georgia Virginia Michigan Arizona Colorado Iowa""".split()
OPPOSITES = """rose/fell rise/fall rises/falls rising/falling increased/decreased increase/decrease increases/decreases up/down gained/lost
won/lost win/lose wins/loses victory/defeat accepted/rejected accept/reject approved/rejected approve/reject confirmed/denied
confirm/deny confirms/denies supported/opposed support/oppose supports/opposes allowed/banned allow/ban killed/injured
killed/rescued died/survived dead/alive arrested/released charged/acquitted convicted/acquitted guilty/innocent
guilty/not_guilty before/after more/fewer more/less most/least first/last higher/lower high/low larger/smaller largest/smallest
highest/lowest best/worst better/worse early/late earlier/later north/south east/west northern/southern eastern/western
opened/closed open/closed opening/closing began/ended begin/end started/stopped start/stop arrived/left entered/left hired/fired
resigned/stayed bought/sold buy/sell praised/criticized praised/condemned agreed/refused agree/refuse agreed/disagreed
succeeded/failed success/failure passed/failed male/female man/woman men/women boy/girl boys/girls husband/wife father/mother
son/daughter brother/sister his/her he/she himself/herself public/private legal/illegal safe/dangerous likely/unlikely
possible/impossible all/none all/some many/few always/never everyone/no_one both/neither attacked/defended strong/weak
domestic/foreign old/new young/elderly heavy/light major/minor positive/negative profit/loss profits/losses maximum/minimum
above/below over/under inside/outside with/without captured/freed escaped/captured million/billion thousand/million
minutes/hours hours/days days/weeks weeks/months months/years percent/percentage_points daily/weekly monthly/annual
president/prime_minister mayor/governor senator/governor police/army Republican/Democrat Republicans/Democrats
Republican/Democratic morning/evening morning/afternoon night/morning yesterday/last_week today/last_year tomorrow/next_month
summer/winter spring/autumn half/third double/half twice/once include/exclude including/excluding""".split()
_OPPOSITE: dict[str, list[str]] = {}
for _pair in OPPOSITES:
    _one, _other = _pair.replace("_", " ").split("/")
    _OPPOSITE.setdefault(_one, []).append(_other)
    if " " not in _other:
        _OPPOSITE.setdefault(_other, []).append(_one)

_FIGURE_RE = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w/:-]|[.,]\d)")
_NAME_RE = re.compile(r"(?<![.!?“\"] )(?<=\w |, |\( )([A-Z][a-z]+) ([A-Z]\. )?([A-Z][a-z]{2,})\b")
_AUXILIARY_RE = re.compile(
    r"\b(was|were|is|are|has|have|had|will|would|can|could|should|did|does|do|may|might)\b(?! not|n't)"
)
_PAST_RE = re.compile(
    r"(?<=[a-z] )(said|told|announced|killed|attacked|signed|won|made|took|found|gave|played|released|reached|led|met|held)\b"
)
_BASE = {
    "said": "say", "told": "tell", "announced": "announce", "killed": "kill", "attacked": "attack", "signed": "sign", "won": "win",
    "made": "make", "took": "take", "found": "find", "gave": "give", "played": "play", "released": "release", "reached": "reach",
    "led": "lead", "met": "meet", "held": "hold",
}  # fmt: skip


def _replace(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def figure(text: str, chance: random.Random) -> str | None:
    """Another figure of about the same size."""
    found = [m for m in _FIGURE_RE.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    if not found:
        return None
    match = chance.choice(found)
    value = float(match[0].replace(",", ""))
    factor = chance.choice([0.3, 0.5, 0.6, 0.8, 0.9, 1.1, 1.2, 1.5, 2, 3, 5, 10])
    changed = value * factor
    if "." in match[0]:
        new = f"{changed:.{len(match[0].split('.')[1])}f}"
    else:
        whole = max(round(changed), 0)
        if whole == value or (value <= 31 and chance.random() < 0.5):
            whole = int(value) + chance.choice([-3, -2, -1, 1, 2, 3, 4])
        new = f"{abs(whole):,}" if "," in match[0] or whole >= 10000 else str(abs(whole))
    return None if new == match[0] else _replace(text, match, new)


def _from_list(words: Sequence[str]) -> Change:
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in words)})(?![\w-])")

    def change(text: str, chance: random.Random) -> str | None:
        found = [
            m
            for m in pattern.finditer(text)
            if m[0] not in ("May", "March") or re.match(r" \d", text[m.end() :])
        ]
        if not found:
            return None
        match = chance.choice(found)
        return _replace(text, match, chance.choice([word for word in words if word != match[0]]))

    return change


def year(text: str, chance: random.Random) -> str | None:
    """Another year."""
    found = list(re.finditer(r"\b(?:19|20)\d\d\b", text))
    if not found:
        return None
    match = chance.choice(found)
    return _replace(text, match, str(int(match[0]) + chance.choice([-20, -10, -5, -3, -2, -1, 1, 2, 3, 4])))


def name(text: str, chance: random.Random) -> str | None:
    """Another surname, first name, or both."""
    found = [m for m in _NAME_RE.finditer(text) if m[1] not in MONTHS and m[1] not in WEEKDAYS]
    if not found:
        return None
    match = chance.choice(found)
    first, last = match[1], match[3]
    if chance.random() < 0.7:
        last = chance.choice([word for word in SURNAMES if word != last])
    if last == match[3] or chance.random() < 0.3:
        first = chance.choice([word for word in FIRST_NAMES if word != first])
    return _replace(text, match, f"{first} {match[2] or ''}{last}")


def negation(text: str, chance: random.Random) -> str | None:
    """“not” put in or taken away."""
    there = list(re.finditer(r"(?<=[a-z]) not(?= [a-z])|(?<=\w)n't\b|\bnever (?=[a-z])", text))
    if there and chance.random() < 0.7:
        return _replace(text, chance.choice(there), "")
    found = list(_AUXILIARY_RE.finditer(text))
    past = list(_PAST_RE.finditer(text))
    if past and (not found or chance.random() < 0.3):
        match = chance.choice(past)
        return _replace(
            text,
            match,
            chance.choice(["did not ", "never did ", "refused to ", "failed to "]) + _BASE[match[0]],
        )
    if not found:
        return None
    match = chance.choice(found)
    word = chance.choice(["not", "not", "not", "never"]) if match[0] not in ("did", "does", "do") else "not"
    return _replace(text, match, f"{match[0]} {word}")


def opposite(text: str, chance: random.Random) -> str | None:
    """A word exchanged for its opposite."""
    found = [m for m in re.finditer(r"\b[A-Za-z]+\b", text) if m[0] in _OPPOSITE]
    rare = [
        m
        for m in found
        if m[0] not in ("his", "her", "he", "she", "over", "with", "more", "all", "after", "up", "first")
    ]
    pool = rare if rare and chance.random() < 0.85 else found
    if not pool:
        return None
    match = chance.choice(pool)
    return _replace(text, match, chance.choice(_OPPOSITE[match[0]]))


CONFLICTS: tuple[Change, ...] = (
    figure,
    figure,
    _from_list(NUMBERS),
    _from_list(WEEKDAYS),
    _from_list(MONTHS),
    _from_list(MONTHS_SHORT),
    year,
    name,
    _from_list(PLACES),
    negation,
    opposite,
    opposite,
)
"""Each makes a fact another; None where the sentence holds nothing of its kind."""


def conflict(text: str, chance: random.Random) -> str | None:
    """One fact changed, of a kind that the sentence has."""
    for change in chance.sample(CONFLICTS, len(CONFLICTS)):
        changed = change(text, chance)
        if changed and changed != text:
            return changed
    return None


_SPEECH = r"(?:said|says|told reporters|announced|added|reported)"
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SAME = [
    (r"\bsaid\b", "told reporters"), (r"\bpercent\b", "per cent"), (r" percent\b", "%"), (r"\bUnited States\b", "US"), (r"\bU\.S\.", "United States"),
    (r"\bapproximately\b", "about"), (r"\babout\b", "around"), (r"\bmore than\b", "over"), (r"\bpurchased\b", "bought"), (r"\bbought\b", "purchased"),
    (r"\bbegan\b", "started"), (r"\bstarted\b", "began"), (r"\battempted\b", "tried"), (r"\bpolice officers\b", "police"), (r"\bofficials\b", "authorities"),
    (r"\bauthorities\b", "officials"), (r"\bchildren\b", "kids"), (r"\bhuge\b", "massive"), (r"\blarge\b", "big"), (r"\bdied\b", "was killed"),
    (r"\barrested\b", "taken into custody"), (r"\bstated\b", "said"), (r"\bdeclared\b", "announced"), (r"\brevealed\b", "disclosed"),
    (r"\bquickly\b", "rapidly"), (r"\balso \b", ""), (r"\bhowever, ", ""), (r"\bMeanwhile, ", ""), (r"\bhome\b", "house"), (r"\bcompany\b", "firm"),
    (r"\bfirm\b", "company"), (r"\bmovie\b", "film"), (r"\bfilm\b", "movie"), (r"\bnearly\b", "almost"), (r"\balmost\b", "nearly"),
    (r"\bwounded\b", "injured"), (r"\binjured\b", "wounded"), (r"\bcalled for\b", "urged"), (r"\bshow(?:ed|s) that\b", "indicated that"),
    (r"\bis not\b", "isn't"), (r"\bisn't\b", "is not"), (r"\bdid not\b", "didn't"), (r"\bdidn't\b", "did not"), (r"\bwill not\b", "won't"),
]  # fmt: skip


def drop(text: str, chance: random.Random) -> str | None:
    """A clause or phrase left out: between commas, in brackets, before the first or after the last comma."""
    ways = [
        r", (?:who|which|whose|where|according to|a|an|the) [^,]{5,80}(?=,)|, (?:who|which|whose)[^,]{5,80},",
        r" \([^)]{2,60}\)",
        r"^(?:In|On|At|After|Before|While|When|As|But|And|With|For|Since|Following|Despite)\b[^,]{3,60}, ",
        r", (?!(?:and|or|but) )[^,]{10,90}(?=[.!?]?$)",
        rf",? (?:\w+ ){{1,4}}{_SPEECH}(?: on (?:{'|'.join(WEEKDAYS)}))?(?=[.!?]?$)",
        rf"^(?:[\w.]+ ){{1,5}}{_SPEECH} (?:on (?:{'|'.join(WEEKDAYS)}) )?that ",
        rf" on (?:{'|'.join(WEEKDAYS)})\b",
    ]
    for way in chance.sample(ways, len(ways)):
        found = list(re.finditer(way, text))
        if found:
            kept = _replace(text, chance.choice(found), "").strip()
            if len(kept.split()) >= 5 and len(kept) < len(text):
                return kept[0].upper() + kept[1:]
    return None


def turn(text: str, chance: random.Random) -> str | None:
    """Who says it, moved to the other end."""
    match = re.match(rf"^((?:[\w.]+ ){{1,5}}{_SPEECH})(?: on \w+)? that (.{{20,}}?)\.?$", text)
    if match:
        return f"{match[2][0].upper()}{match[2][1:]}, {match[1]}."
    match = re.match(rf"^(.{{20,}}), ((?:[\w.]+ ){{1,4}}{_SPEECH})\.$", text)
    if match:
        return f"{match[2][0].upper()}{match[2][1:]} that {match[1][0].lower()}{match[1][1:]}."
    match = re.match(r"^((?:In|On|After|Before|During|Following) [^,]{3,50}), (.{20,}?)\.$", text)
    if match:
        return f"{match[2][0].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}."
    return None


def reword(text: str, chance: random.Random) -> str | None:
    """Other words for the same: synonyms, digits for number words."""
    changed = text
    for pattern, new in chance.sample(_SAME, len(_SAME)):
        changed = re.sub(pattern, new, changed, count=1)
    for value, word in enumerate(_WORDS[2:], 2):
        if chance.random() < 0.5:
            changed = re.sub(rf"(?<=[a-z] )\b{word}\b", str(value), changed, count=1)
        else:
            changed = re.sub(rf"(?<=[a-z] )(?<![$£€]){value}(?= [a-z])", word, changed, count=1)
    return changed if changed != text else None


def rounded(text: str, chance: random.Random) -> str | None:
    """A large figure told less exactly: “about 80,000” for 79,612."""
    found = [match for match in _FIGURE_RE.finditer(text) if "." not in match[0]]
    large = [
        match
        for match in found
        if int(match[0].replace(",", "")) >= 20 and not re.fullmatch(r"(?:19|20)\d\d", match[0])
    ]
    large = [
        match
        for match in large
        if not re.search(r"[$£€]$|\b(?:about|around|than|nearly|almost|over|least) $", text[: match.start()])
    ]
    if not large:
        return None
    match = chance.choice(large)
    value = int(match[0].replace(",", ""))
    step = 10 ** max(len(str(value)) - chance.choice([1, 2]), 1)
    down, up = value // step * step, -(-value // step) * step
    if not down:
        return None
    hedge, new = chance.choice(
        [
            ("about", round(value / step) * step or down),
            ("more than", down if down < value else down - step),
            ("nearly", up if up > value else up + step),
        ]
    )
    return _replace(text, match, f"{hedge} {new:,}") if new > 0 else None


def agreement(text: str, chance: random.Random) -> str | None:
    """The same told otherwise, often shorter; None where no way applies."""
    changed = text
    for way in (drop, turn, reword, rounded, drop):
        if chance.random() < 0.6:
            changed = way(changed, chance) or changed
    return changed if changed != text else None
