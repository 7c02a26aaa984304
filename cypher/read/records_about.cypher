// Records of one kind that speak of all of this, in the order of their list or, with `newest`, the last first.
// mode: read
// params: workspaceId, kind, outcomes, accounts, personas, networks, newest, after, limit
// returns: kind, snapshot
// The first filter that is given leads to the records, through an index; then they are held against all of them.
CALL () {
  UNWIND $outcomes AS id
  MATCH (record:Record {outcomeId: id})
  RETURN record
  UNION
  UNWIND CASE WHEN $outcomes IS NULL THEN $accounts END AS id
  MATCH (record:Record {accountId: id})
  RETURN record
  UNION
  UNWIND CASE WHEN coalesce($outcomes, $accounts) IS NULL THEN $personas END AS id
  MATCH (:Persona {id: id})<-[:PUT_TO|WITH|FELT_BY]-(record:Record)
  RETURN record
  UNION
  UNWIND CASE WHEN coalesce($outcomes, $accounts, $personas) IS NULL THEN $networks END AS id
  MATCH (record:Record {networkId: id})
  RETURN record
}
WITH record
WHERE record.workspaceId = $workspaceId AND record.kind = $kind
  AND ($after = '' OR CASE WHEN $newest THEN record.place < $after ELSE record.place > $after END)
  AND ($outcomes IS NULL OR record.outcomeId IN $outcomes)
  AND ($accounts IS NULL OR record.accountId IN $accounts)
  AND ($personas IS NULL OR any(id IN record.personaIds WHERE id IN $personas))
  AND ($networks IS NULL OR record.networkId IN $networks OR any(id IN record.networkIds WHERE id IN $networks))
RETURN record.kind AS kind, record.snapshot AS snapshot
ORDER BY CASE WHEN NOT $newest THEN record.place END, record.place DESC
LIMIT $limit
