"""The finisher that makes one file PDF/A-3 (level A) and PDF/UA-1 at once.

WeasyPrint writes one variant a file: PDF/A-3a here, tagged for screen readers already. What PDF/UA-1 (ISO
14289-1) asks beyond that is added: its identifier in the metadata, described as PDF/A (ISO 19005-3, 6.6.2.3) asks
of every schema it does not know; the scope of each header cell. The metadata stays uncompressed, for programs
that look for it without reading the rest.
"""

from __future__ import annotations

from typing import Any
from zlib import adler32, decompress

from reporter.patterns import lazily

XREF_RE = lazily(rb"/Filter /FlateDecode/Length (\d+)>>\nstream\n")
VARIANT = "pdf/a-3a"
"""What WeasyPrint is asked for."""
_END = b"</rdf:RDF>"
_BEGIN, _ENDSTREAM = b"\nstream\n", b"\nendstream"
_UA_METADATA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(pdf: Any) -> None:
    """Complete the ``pydyf.PDF`` that WeasyPrint is about to write, in place."""
    import pydyf

    for part in pdf.objects:
        if isinstance(part, pydyf.Stream) and part.extra.get("Type") == "/Metadata":
            part.compress = False
            part.stream = [part.stream[0].replace(_END, _UA_METADATA + _END)]
        elif isinstance(part, pydyf.Stream) and part.compress:
            _keep_from_ending_like_a_line(part)
        elif isinstance(part, pydyf.Dictionary) and part.get("S") == "/TH":
            group = _target(pdf, _target(pdf, part["P"])["P"])
            scope = "/Column" if group["S"] == "/THead" else "/Row"
            part.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = scope


def _keep_from_ending_like_a_line(stream: Any) -> None:
    """Leave a ``pydyf.Stream`` uncompressed where its last byte, compressed, would be a carriage return.

    With the line feed that follows it would look like the line end before ``endstream``, and a reader that goes by
    that would find the stream shorter than it says. The byte is the last of a checksum (RFC 1950, Adler-32).
    """
    stream.compress = False
    written: bytes = stream.data
    data = written[written.index(_BEGIN) + len(_BEGIN) : -len(_ENDSTREAM)]
    stream.stream = [data]  # joined once, here
    stream.compress = adler32(data) & 0xFF != ord("\r")


def with_plain_end(pdf: bytes) -> bytes:
    """The file with its cross-reference stream, which is written last, uncompressed where it ends like a line."""
    head = XREF_RE.search(pdf, pdf.rindex(b"/Type /XRef"))
    if head is None or pdf[head.end() + int(head[1]) - 1] != ord("\r"):
        return pdf
    end = head.end() + int(head[1])
    data = decompress(pdf[head.end() : end])
    return b"%s/Length %d>>\nstream\n%s%s" % (pdf[: head.start()], len(data), data, pdf[end:])


def _target(pdf: Any, reference: bytes) -> Any:
    """The object that an indirect reference, ``b"12 0 R"``, leads to."""
    return pdf.objects[int(reference.split()[0])]
