"""Where everything meets: the store that the settings ask for, and the app on it. Loads heavy libraries only when they are needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from valuenet.settings import RendererSettings, Settings, SqliteAddress, StoreSettings

if TYPE_CHECKING:
    from valuenet.api.context import Context
    from valuenet.service.diagrams import Gallery
    from valuenet.service.library import Library
    from valuenet.store.protocol import Observer, Store
    from valuenet.web.app import App, Entry
    from valuenet.web.exports import Exports
    from valuenet.web.metrics import Metrics


def open_store(settings: StoreSettings, observer: Observer | None = None) -> Store:
    """The store at the address, not yet migrated or checked."""
    if isinstance(settings.address, SqliteAddress):
        from valuenet.store.sqlite.store import SqliteStore

        return SqliteStore(settings, settings.address, observer=observer)
    from valuenet.store.neo4j.store import Neo4jStore

    return Neo4jStore(settings, settings.address, observer=observer)


def build_gallery(settings: RendererSettings) -> Gallery:
    """What draws networks; the library that binds PDFs is loaded with the first one that has several pages."""
    from valuenet.diagram.render import Renderer
    from valuenet.service.diagrams import Gallery

    def bind(sheets: Sequence[tuple[str, bytes, bytes]], *, title: str, subject: str) -> bytes:
        from valuenet.diagram.pages import bound

        return bound(sheets, title=title, subject=subject)

    return Gallery(Renderer(settings), bind)


def build_app(settings: Settings, store: Store, metrics: Metrics) -> App:
    """The app that answers for a store, and closes it when it stops.

    It asks on behalf of this computer's owner until a token is made, in whatever process, and of whoever signs in from then on.
    Open the store with `metrics.statement` as its observer, so that what it sends is counted too.
    """
    from valuenet.api.context import Context
    from valuenet.api.listening import Watchtower
    from valuenet.api.schema import schema
    from valuenet.service.library import Library
    from valuenet.service.watching import standing
    from valuenet.web.app import Limits, create_app
    from valuenet.web.kept_answers import Footing
    from valuenet.web.signing_in import caller_of

    library = Library(store, settings.bounds)
    gallery, watchtower = build_gallery(settings.renderer), Watchtower(library)
    return create_app(
        schema,
        lambda connection: Context(library=library, caller=caller_of(connection), gallery=gallery, watchtower=watchtower),
        exports=_files(),
        ready=store.check,
        metrics=metrics,
        limits=Limits(
            body=settings.bounds.document_bytes,
            deadline=settings.store.deadline,
            budget=settings.budget,
            introspection=settings.introspection,
        ),
        close=store.close,
        entry=_entry(settings, library),
        footing=Footing(
            who=lambda context: context.caller,
            where=lambda context: context.caller.workspace,
            state=lambda context: standing(context.library, context.caller),
        ),
    )


def _files() -> Mapping[str, Exports[Context]]:
    """What can be had under plain addresses. Files that are taken away are written into the trail."""
    from valuenet.web.brief_files import BRIEF_FILE, brief_file
    from valuenet.web.export_trail import with_trail
    from valuenet.web.network_files import NETWORK_FILE, network_file
    from valuenet.web.opportunity_files import (
        OPPORTUNITIES,
        OPPORTUNITY_DOCUMENT,
        OPPORTUNITY_FILE,
        opportunities_file,
        opportunity_document,
        opportunity_file,
    )
    from valuenet.web.portfolio_files import PORTFOLIO_FILE, portfolio_file

    files = {
        NETWORK_FILE: network_file,
        BRIEF_FILE: brief_file,
        OPPORTUNITIES: opportunities_file,
        OPPORTUNITY_DOCUMENT: opportunity_document,
        OPPORTUNITY_FILE: opportunity_file,
        PORTFOLIO_FILE: portfolio_file,
    }
    return {address: with_trail(exports) for address, exports in files.items()}


def _entry(settings: Settings, library: Library) -> Entry:
    """What signs people in; until there is a way to, whoever is at this computer is its owner."""
    from valuenet.service.caller import LOCAL_CALLER
    from valuenet.service.tokens import signed_in, tokens_are_asked_for
    from valuenet.web.app import Entry
    from valuenet.web.name_tag import name_tag

    entry = partial(Entry, hosts=settings.entrance.hosts, name_tags=partial(name_tag, library))
    if openid := settings.entrance.openid:
        from valuenet.web.access_tokens import either

        return entry(sign_in=either(library, openid), issuer=openid.issuer)
    return entry(sign_in=partial(signed_in, library), locked=partial(tokens_are_asked_for, library), owner=LOCAL_CALLER)
