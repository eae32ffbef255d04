"""Bytes to characters, for whatever does not carry its encoding in a structure of its own; characters to a terminal."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress

from reporter.patterns import lazily

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (("utf-32-le", 4, (2, 3)), ("utf-32-be", 4, (0, 1)), ("utf-16-le", 2, (1,)), ("utf-16-be", 2, (0,)))
"""Encodings in units of several bytes: the unit, and which of its bytes are hardly ever other than NUL."""
_SAMPLE = 65_536
"""Bytes that are looked at to tell an encoding."""
_UNLIKELY = ("mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish")
"""Encodings out of use, which are taken for the Windows one of the same script."""
_TOO_SHORT_TO_GUESS = 200
"""Bytes; below it statistical detection is wrong more often than Windows-1252 is."""
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f")
_STRAYS = "reporter-strays"
_CONTROL_RE = lazily(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""C0 and C1 controls, line separators and the marks that reorder text on a terminal."""


def decode(data: bytes, charset: str | None = None) -> str:
    """The characters of ``data``, unchanged but for a byte order mark, which is dropped.

    The mark decides; else UTF-16 or UTF-32 if the NUL bytes stand as theirs do; else UTF-8 if the bytes are
    valid UTF-8, whatever ``charset`` says; else ``charset``, a label as HTML and HTTP have them, if the bytes
    are valid in it; else UTF-8 with single bytes of Windows-1252 among it; else charset-normalizer's guess;
    else Windows-1252, as browsers do. Bytes that the chosen encoding does not know become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    told = _codec(charset)
    if told == "iso2022_jp" and b"\x1b" in data:  # its bytes are all ASCII
        return data.decode(told, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if told and told != "utf-8":
        try:
            return data.decode(told)
        except UnicodeDecodeError:
            pass
    return _mostly_utf_8(data) or _guessed(data)


def binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding that is read."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(data):
        return False
    if b"\x00" in data:
        return True
    start = data[:8192]
    return sum(byte in _CONTROLS for byte in start) > len(start) / 20


def mended(text: str) -> str:
    """``text`` with the halves of surrogate pairs put together, and lone ones replaced by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def printable(line: str) -> str:
    """The line with control characters, line breaks too, shown as escapes; tabs stay."""
    return _CONTROL_RE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), line)


def tell(words: str) -> None:
    """Write to standard error. Where nobody can hear, because it is closed or its disk is full, nothing stops."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except OSError:  # what is in the buffer is told nowhere, and Python would try again at exit
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: NUL in nearly all high bytes of its units and in hardly any low one."""
    sample = data[:_SAMPLE]
    if b"\x00" not in sample:
        return None
    for encoding, unit, high in _WIDE:
        if len(data) % unit or len(sample) < 2 * unit:
            continue
        counts = [sample[place::unit].count(0) for place in range(unit)]
        units = len(sample) // unit
        low = [count for place, count in enumerate(counts) if place not in high]
        if min(counts[place] for place in high) >= 0.7 * units and min(low) <= 0.05 * units:
            try:
                words = sample[: units * unit].decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in words:
                return encoding
    return None


def _codec(charset: str | None) -> str | None:
    """Python's name of the encoding that browsers take for the label; None for one that is unknown."""
    if not charset:
        return None
    import webencodings

    found = webencodings.lookup(charset)
    return found.codec_info.name if found is not None and found.name != "x-user-defined" else None


def _mostly_utf_8(data: bytes) -> str | None:
    """The text of UTF-8 with some bytes of Windows-1252 in it, as pasting makes it; None where it is not that.

    It is that where at least as many characters are UTF-8 of several bytes as bytes are not: in other encodings
    such sequences come about by chance, and seldom.
    """
    codecs.register_error(_STRAYS, _stray)
    text = data.decode("utf-8", "replace")
    strays = text.count("\ufffd")
    others = sum(character > "\x7f" for character in text) - strays
    return data.decode("utf-8", _STRAYS) if strays <= others else None


def _stray(error: UnicodeError) -> tuple[str, int]:
    """What stands for bytes that are no UTF-8: what they are in Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _guessed(data: bytes) -> str:
    if len(data) >= _TOO_SHORT_TO_GUESS:
        from charset_normalizer import from_bytes

        guess = from_bytes(data, cp_exclusion=list(_UNLIKELY)).best()
        if guess is not None:
            return data.decode(guess.encoding, "replace")
    return data.decode("cp1252", "replace")
