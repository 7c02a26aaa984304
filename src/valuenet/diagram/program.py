"""The programs that draw: which one a format needs, where it is found, what it calls itself, and what its fonts can show."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from valuenet.errors import RendererMissing

WHEEL = "graphviz-pure"
DOT = "dot"


class Picture(StrEnum):
    """What a renderer makes of DOT text."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A renderer on this computer.

    `sealed`: it needs no file once it runs, so that it can be forbidden to open any; its fonts are the ones it brings.
    """

    path: str
    sealed: bool


def program_for(picture: Picture, configured: str = "") -> Program:
    """The program that makes such pictures: the configured one, else the one from our wheel, which makes no PDF, else a system's.

    Raises `RendererMissing`, which says how to get it.
    """
    if configured:
        if found := shutil.which(configured):
            return Program(path=found, sealed=False)
        raise RendererMissing(f"VALUENET_DOT names {configured!r}, which is no program here: name the `dot` of a Graphviz, or unset it")
    if picture is Picture.PDF:
        if found := shutil.which(DOT):
            return Program(path=found, sealed=False)
        raise RendererMissing(
            "PDF needs the program `dot` of Graphviz, which is not on this computer: install Graphviz with the system's package "
            "manager (apt install graphviz, brew install graphviz, winget install graphviz), or ask for SVG or PNG"
        )
    if found := shutil.which(WHEEL, path=str(Path(sys.executable).parent)) or shutil.which(WHEEL):
        return Program(path=found, sealed=True)
    raise RendererMissing(
        f"the program {WHEEL!r} is not on this computer: it comes with `pip install valuenet`, so install that again, "
        "or set VALUENET_DOT to the `dot` of a Graphviz"
    )
