"""Lines that lead elsewhere: menus, skip links, share and newsletter lines, pointers to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporter.cleaning.base import Line
from reporter.patterns import lazily

_NETWORK = (
    r"(?:share|tweet|pin|like|e-?mail|print|save|copy\ link|whats\ ?app|facebook|twitter|linkedin|reddit|"
    r"pinterest|telegram|messenger|instagram|x|more)"
)
_NAVIGATION_RE = lazily(
    rf"""(?:
      (?:skip|jump|go|back)\ (?:directly\ )?to\ (?:the\ )?(?:main\ |site\ |page\ )?
          (?:content|navigation|search|footer|menu|top|article|homepage|home)(?:\ of\ (?:the\ )?page)?
    | (?:main\ |site\ )?(?:menu|navigation|search|home|sections?)
    | close|log\ ?in|log\ ?out|sign\ ?in|register|subscribe(?:\ now)?|my\ account|next|previous|loading
    | (?:toggle|open|close)\ (?:menu|navigation)
    | (?:article|story)\ continues\ (?:below|after)(?:\ (?:the\ |this\ )?(?:ad|advertisement|promotion))?
    | (?:continue\ reading|scroll\ (?:down\ )?to\ continue)
          (?:\ (?:below|the\ main\ story|with\ (?:the\ )?story))?
    | (?:story\ continues\ below\ )?advertise?ments?
          (?:\ ?[-–—]\ ?(?:scroll\ to\ continue|continue\ reading)[\w ]{{0,30}})?
    | (?:sponsored|paid)\ (?:content|post|links?)|promoted\ stories|recommended(?:\ for\ you|\ stories)?
    | (?:click|tap)\ (?:here|to)\b[^.!?]{{0,100}}
    | (?:please\ )?(?:read|see|find\ out|learn|view|show|load)\ (?:more|all|comments|also|next)
          (?:\ (?:stories|articles|comments|on\ this(?:\ story|\ topic)?|about\ this))?
    | (?:most|top|latest|trending|related|popular|more|other)\ (?:read|viewed|shared|popular|
          stories|articles|news|topics|coverage|content|links|videos?|on\ this\ story|from\ [^.!?]{{1,40}})
    | (?:\d+\ |no\ |view\ |leave\ a\ |post\ a\ |add\ a\ |join\ the\ )?
          (?:comments?|conversation|shares?|replies)(?:\ \(\d+\))?
    | {_NETWORK}(?:[\s|,/·•]{{1,3}}{_NETWORK})*
    | (?:share|tweet|post|pin|send|print|e-?mail|save|like|bookmark)\ (?:this|it|us|on|via|by|with|to)
          (?:\ (?:this|article|story|page|post|on|via|by|with|to|a|your|friends?|facebook|twitter|
          linkedin|reddit|pinterest|whatsapp|e-?mail|x|link|later))*
    | (?:follow|like|find|join)\ (?:us|@\w+)\ on\ [^.!?]{{2,50}}
    | (?:sign\ up|subscribe|register)\ (?:for|to|now|here|today)\b[^?]{{0,120}}
    | (?:get|receive)\ (?:the|our|all|more|breaking|daily)\b[^.!?]{{0,80}}
          \b(?:newsletters?|inbox|e-?mail|alerts?|app)\b[^?]{{0,20}}
    | download\ (?:the|our)\b[^.!?]{{0,60}}\bapp\b[^?]{{0,20}}
    | (?:our\ )?(?:daily\ |weekly\ |morning\ )?newsletters?(?:\ sign-?up)?
    | (?:image|photo|video|slide|page)\ \d+\ (?:of|/)\ \d+|\d+\ (?:of|/)\ \d+\ (?:images|photos|slides)
    | \d+[\ -]min(?:ute)?s?(?:\ read)?
    | (?:copyright\b|©|\(c\)\ )[^?]{{0,160}}|all\ rights\ reserved\.?
    | this\ (?:material|article|story)\ may\ not\ be\ (?:published|reproduced)[^?]{{0,160}}
    )[\s:>»→…|]*""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTER_RE = lazily(
    r"(?:read|read more|read also|also read|related|see also|see more|more|more on this|don't miss|"
    r"recommended|watch|watch live|watch now|listen|videos?|photos?|pictures|in pictures|gallery|"
    r"photo gallery|slideshow|poll|quiz|map|interactive|graphic|full coverage|complete coverage|"
    r"live|live updates|live blog|full story)\s?[:|»>]\s*\S.*",
    re.IGNORECASE,
)
"""A line that points to another page: a label of these, then the other page's headline."""
_PROMOTION_RE = lazily(
    r"[A-Z][A-Z' -]{2,30}: .*\b(?i:(?:live|local|full|complete) coverage|live updates|live blog|newsletter|"
    r"photo gallery|slideshow|in pictures)\b.*"
)
"""A line that points to another page: a label in capitals, then the name of a section or a series."""
_ADDRESS_RE = lazily(r"(?:https?:/ ?/|www\.)\S+|https?\s?:\s/\s?/\s.+", re.IGNORECASE)
"""A line that is a web address, also one that a converter has spread with spaces."""
_BARS_RE = lazily(r"\s*[|>›»]\s*")


def navigation(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that lead elsewhere. A pointer that opens the article is its headline (``LIVE: …``)."""
    first = True
    for line in lines:
        pointer = not line.ended and (
            _POINTER_RE.fullmatch(line.words) or _PROMOTION_RE.fullmatch(line.words)
        )
        elsewhere = _NAVIGATION_RE.fullmatch(line.words) or _ADDRESS_RE.fullmatch(line.words)
        if elsewhere or _is_trail(line) or (pointer and not first):
            yield line
        else:
            first = False


def _is_trail(line: Line) -> bool:
    """Whether a line is a menu or a trail of links: three or more short labels between bars."""
    labels = _BARS_RE.split(line.words)
    short = all(len(label) <= 30 for label in labels)
    return len(labels) > 2 and short and not line.ended
