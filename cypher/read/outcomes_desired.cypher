// Outcomes that any of these personas desires, anywhere in the workspace, nearest to a differentiator first.
// mode: read
// params: workspaceId, streams, importance, kind, anticipated, text, limit
// returns: place, outcomeId, networkId
// A stream is what one persona desires, in order: a range of the index on `place`. Each is read only as far as the page needs;
// the hint keeps the planner from reading the whole index where its statistics are young.
UNWIND $streams AS stream
MATCH (persona:Persona {id: stream.personaId})
WHERE persona.workspaceId = $workspaceId
CALL (stream) {
  MATCH (outcome:Outcome)-[tag:DESIRED_BY]->()
  USING INDEX SEEK tag:DESIRED_BY(place)
  WHERE tag.place > stream.after AND tag.place < stream.end
    AND ($importance IS NULL OR tag.importance = $importance)
    AND ($kind IS NULL OR tag.kind = $kind)
    AND ($anticipated IS NULL OR tag.anticipated = $anticipated)
    AND ($text IS NULL OR outcome.search CONTAINS $text)
  RETURN tag, outcome
  ORDER BY tag.place
  LIMIT $limit
}
RETURN DISTINCT substring(tag.place, size(stream.name) + 1) AS place, outcome.id AS outcomeId, tag.networkId AS networkId
ORDER BY place
LIMIT $limit
