"""Several companies or teams on one service: those who administer `local`, the first workspace, run it and open the others."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet.errors import Invalid, InvalidEdit, NotAllowed, NotFound
from valuenet.model.access import Action, Event, Workspace
from valuenet.model.directory import THE_STATUS_QUO, Alternative
from valuenet.model.ids import LOCAL, Key, new_alternative_id, new_workspace_id
from valuenet.service.caller import Caller
from valuenet.service.library import Library
from valuenet.service.noting import noted
from valuenet.service.repeats import once, request
from valuenet.service.rights import needs


@needs(Action.READ)
def workspace(library: Library, caller: Caller) -> Workspace:
    """The caller's own workspace."""
    return next(one for one in library.store.workspaces() if one.id == caller.workspace)


@needs(Action.ADMINISTER)
def workspaces(library: Library, caller: Caller) -> Sequence[Workspace]:
    """Every workspace, by key, for those who run the service; for other administrators, their own."""
    return [one for one in library.store.workspaces() if caller.workspace in (LOCAL, one.id)]


@needs(Action.ADMINISTER)
def workspace_create(library: Library, caller: Caller, key: str, name: str = "", repeat: str | None = None) -> Workspace:
    """A new workspace with nothing in it but the status quo; `NotAllowed` for those who do not run the service."""
    if caller.workspace != LOCAL:
        raise NotAllowed("workspaces are opened by an administrator of the workspace local: ask one")
    asked = request(repeat, "workspace_create", key, name)
    try:
        made = Workspace(id=new_workspace_id(), key=Key(key), name=name or key)
    except Invalid as invalid:
        raise InvalidEdit(invalid.problems) from None

    def change() -> Workspace:
        status_quo = Alternative(id=new_alternative_id(), key=THE_STATUS_QUO.key, name=THE_STATUS_QUO.name)
        library.store.create_workspace(made, status_quo, asked.reply(caller, library.clock(), {"workspace": made.id}) if asked else None)
        noted(library, caller, Event.WORKSPACE_CREATED, subject=made.key)
        return made

    def replay(body: dict[str, object]) -> Workspace:
        return next(one for one in library.store.workspaces() if one.id == body["workspace"])

    return once(library, caller, asked, change, replay)


def workspace_called(library: Library, name: str) -> Workspace:
    """The workspace with this key, or `NotFound`: how one is chosen before anybody acts in it."""
    found = next((one for one in library.store.workspaces() if one.key == name), None)
    if found is None:
        raise NotFound("workspace", name, "`valuenet workspace list` shows those that there are")
    return found
