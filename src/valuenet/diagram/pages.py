"""Several pictures as one PDF: a page each, with its bookmark, and what the document is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from valuenet.errors import RendererError


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One picture as a PDF, and what the reader's list of contents calls it."""

    title: str
    pdf: bytes


def bound(pages: Sequence[Page], *, title: str, subject: str) -> bytes:
    """One document of all pages in order; the same bytes for the same pages. A picture is one page, so further ones are a fault."""
    writer = PdfWriter()
    try:
        for page in pages:
            read = PdfReader(BytesIO(page.pdf)).pages
            if len(read) != 1:
                raise RendererError(f"the renderer wrote {len(read)} pages for {page.title!r}, where a picture is one")
            writer.add_page(read[0])
            writer.add_outline_item(title=page.title, page_number=len(writer.pages) - 1)
    except PyPdfError as error:
        raise RendererError(f"the renderer wrote a PDF that cannot be read: {error}") from error
    writer.add_metadata({"/Title": title, "/Subject": subject, "/Creator": "valuenet", "/Producer": "valuenet"})
    writer.compress_identical_objects()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
