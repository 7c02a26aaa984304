"""Plain Neo4j: one session of the driver at a time, in the calling thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import neo4j

from valuenet.model.ids import LOCAL
from valuenet.settings import Neo4jAddress, StoreSettings
from valuenet.store.neo4j.connection import Connection, Rows, Work
from valuenet.store.neo4j.writing import committing, prepared
from valuenet.store.protocol import Commit
from valuenet.store.snapshot import Packer
from valuenet.store.statements import catalogue

_LOCKS_AND_READS = frozenset({"lock_networks", "workspace_state"})


class Sent(NamedTuple):
    """One statement as it was sent."""

    name: str
    params: Mapping[str, Any]


class BareNeo4j:
    """One plain driver, beside a connection of the store's own on which statements are recorded."""

    def __init__(self, settings: StoreSettings, address: Neo4jAddress) -> None:
        self._driver = neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password), notifications_min_severity="OFF")
        self._database = address.database
        self._recording = Connection(settings, address, None)

    def revision(self) -> int:
        revision: int = self._rows("workspace_state", workspaceId=LOCAL)[0]["state"][0]
        return revision

    def recorded(self, commit: Commit) -> Sequence[Sent]:
        work = committing(prepared(commit, Packer()))

        async def recording(sent_through: Work) -> Sequence[Sent]:
            recorder = _Recorder(sent_through)
            await work(recorder)
            return recorder.sent

        return self._recording.transaction(recording, keep=False)

    def inserts(self, commit: Commit) -> Sequence[Sent]:
        return [sent for sent in self.recorded(commit) if sent.name not in _LOCKS_AND_READS]

    def replay(self, statements: Sequence[Sent]) -> None:
        with self._driver.session(database=self._database) as session, session.begin_transaction() as transaction:
            for name, params in statements:
                transaction.run(_text(name), dict(params)).consume()
            transaction.commit()

    def rows(self) -> int:
        with self._driver.session(database=self._database) as session:
            outcomes = session.run("MATCH (found:Outcome) RETURN count(found) AS figure").single(strict=True)["figure"]
            arrows = session.run("MATCH ()-[found:LEADS_TO]->() RETURN count(found) AS figure").single(strict=True)["figure"]
            tags = session.run("MATCH ()-[found:DESIRED_BY]->() RETURN count(found) AS figure").single(strict=True)["figure"]
            return int(outcomes + arrows + tags)

    def wipe(self) -> None:
        """Remove every node; constraints and indexes stay."""
        with self._driver.session(database=self._database) as session:
            # Relationships first: a persona has more of them than one transaction can remove.
            for things in ("()-[thing]->()", "(thing)"):
                removal = f"MATCH {things} WITH thing LIMIT 10000 DELETE thing RETURN count(thing) AS gone"
                while session.run(removal).single(strict=True)["gone"]:
                    pass

    def close(self) -> None:
        self._recording.close()
        self._driver.close()

    def _rows(self, name: str, **params: object) -> Sequence[neo4j.Record]:
        with self._driver.session(database=self._database) as session:
            return list(session.run(_text(name), params))


class _Recorder(Work):
    """Sends statements on, and remembers them."""

    def __init__(self, through: Work) -> None:
        self._through = through
        self.sent: list[Sent] = []

    async def run(self, name: str, /, **params: object) -> Rows:
        self.sent.append(Sent(name, params))
        return await self._through.run(name, **params)


def _text(name: str) -> str:
    return catalogue()[name].text
