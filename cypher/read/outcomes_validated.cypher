// Outcomes that a persona validated at accounts of one trade, those that most accounts confirmed first.
// mode: read
// params: workspaceId, personaKey, trade
// returns: outcome, network, accounts, last
// One account counts once for an outcome, at the last result that was recorded there.
MATCH (:Persona {workspaceId: $workspaceId, key: $personaKey})<-[:WITH]-(test:Test)-[:AT]->(account:Account {trade: $trade}),
      (test)-[:ABOUT]->(outcome:Outcome)<-[:CONTAINS]-(network:Network)
WITH outcome, network, account, test
ORDER BY test.place
WITH outcome, network, account, last(collect(test)) AS test
WHERE test.result = 'validated'
WITH outcome, network, account, test
ORDER BY account.key
RETURN outcome.title AS outcome, network.name AS network, collect(account.name) AS accounts, max(test.on) AS last
ORDER BY size(accounts) DESC, last DESC, outcome, network
