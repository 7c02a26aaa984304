"""Several pictures as one PDF: a page each under its banner, with its bookmark, and what the document is about."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError

from valuenet.errors import RendererError


class Sheet(NamedTuple):
    """One page: what the list of contents calls it, and two PDFs of one page each, of which the first stands above the second."""

    title: str
    banner: bytes
    picture: bytes


def bound(sheets: Sequence[tuple[str, bytes, bytes]], *, title: str, subject: str) -> bytes:
    """One document of all sheets in order; the same bytes for the same sheets."""
    writer = PdfWriter()
    try:
        for number, sheet in enumerate(map(Sheet._make, sheets)):
            _add(writer, _only_page(sheet.banner), _only_page(sheet.picture))
            writer.add_outline_item(title=sheet.title, page_number=number)
    except PyPdfError as error:
        raise RendererError(f"the renderer wrote a PDF that cannot be read: {error}") from error
    writer.add_metadata({"/Title": title, "/Subject": subject, "/Creator": "valuenet", "/Producer": "valuenet"})
    writer.compress_identical_objects()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _only_page(pdf: bytes) -> PageObject:
    pages = PdfReader(BytesIO(pdf)).pages
    if len(pages) != 1:
        raise RendererError(f"the renderer wrote {len(pages)} pages, where a picture is one")
    return pages[0]


def _add(writer: PdfWriter, banner: PageObject, picture: PageObject) -> None:
    """A page with the picture below, and the banner above it, as wide as the picture."""
    width, height = float(picture.mediabox.width), float(picture.mediabox.height)
    scale = width / float(banner.mediabox.width)
    page = writer.add_blank_page(width, height + scale * float(banner.mediabox.height))
    page.merge_page(picture)
    page.merge_transformed_page(banner, Transformation().scale(scale).translate(0, height))
