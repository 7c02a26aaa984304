// Write kept forecasts with the opportunities that they count.
// mode: write
// params: rows
// returns: none
// (forecast)-[:COUNTS]->(:Opportunity)
UNWIND $rows AS row
MATCH (forecast:Record {id: row.id})
SET forecast:KeptForecast, forecast = row
WITH row, forecast
CALL (forecast) { MATCH (forecast)-[old:COUNTS]->() DELETE old }
CALL (row, forecast) {
  UNWIND row.opportunityIds AS id
  MATCH (opportunity:Record {id: id})
  CREATE (forecast)-[:COUNTS]->(opportunity)
}
