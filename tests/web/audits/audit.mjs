// Runs every GraphQL-over-HTTP audit against the address given as the argument; prints the results as one JSON list.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
console.log(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))));
