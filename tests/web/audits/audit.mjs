// Runs every GraphQL-over-HTTP audit against the address given as the first argument, signed in by the second, a token,
// where there is one; prints the results as one JSON list.
import { auditServer } from "graphql-http";

const [url, token] = process.argv.slice(2);
const signedIn = (address, init) =>
  fetch(address, { ...init, headers: { ...init?.headers, ...(token && { authorization: `Bearer ${token}` }) } });
const results = await auditServer({ url, fetchFn: signedIn });
console.log(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))));
