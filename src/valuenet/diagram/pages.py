"""Several pictures as one PDF: a page each, with its bookmark, and what the document is about."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from valuenet.errors import RendererError


def bound(pages: Sequence[tuple[str, bytes]], *, title: str, subject: str) -> bytes:
    """One document of all pages in order, each given as its title and a PDF of one page; the same bytes for the same pages."""
    writer = PdfWriter()
    try:
        for number, (name, pdf) in enumerate(pages):
            read = PdfReader(BytesIO(pdf)).pages
            if len(read) != 1:
                raise RendererError(f"the renderer wrote {len(read)} pages for {name!r}, where a picture is one")
            writer.add_page(read[0])
            writer.add_outline_item(title=name, page_number=number)
    except PyPdfError as error:
        raise RendererError(f"the renderer wrote a PDF that cannot be read: {error}") from error
    writer.add_metadata({"/Title": title, "/Subject": subject, "/Creator": "valuenet", "/Producer": "valuenet"})
    writer.compress_identical_objects()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
