"""Bytes to text, for the formats that do not carry their encoding in a structure of their own."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNLIKELY = ("mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish")
"""Encodings out of use, which are taken for the Windows one of the same script."""
_TOO_SHORT_TO_GUESS = 200
"""Bytes; below it statistical detection is wrong more often than Windows-1252 is."""


def decode(data: bytes) -> str:
    """The characters of ``data``, unchanged but for a byte order mark, which is dropped.

    The mark decides; else UTF-8 if the bytes are valid UTF-8; else charset-normalizer's guess; else
    Windows-1252, as browsers do. Bytes that the chosen encoding does not know become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if len(data) >= _TOO_SHORT_TO_GUESS:
        from charset_normalizer import from_bytes

        guess = from_bytes(data, cp_exclusion=list(_UNLIKELY)).best()
        if guess is not None:
            return data.decode(guess.encoding, "replace")
    return data.decode("cp1252", "replace")
