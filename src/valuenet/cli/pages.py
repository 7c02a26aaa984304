"""Lists that are shown page by page: the options that ask for a page, and how to go on."""

from __future__ import annotations

import click

first = click.option("--first", type=click.IntRange(1, 100), default=20, show_default=True, help="How many at most.")
after = click.option("--after", metavar="CURSOR", help="Go on after this page; the page before says how.")


def tell_more(following: str | None) -> None:
    """Say how the next page is had, if there is one."""
    if following:
        click.echo(f"\nThere is more: repeat the command with --after {following}", err=True)
