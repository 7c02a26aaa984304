// An OpenID provider on loopback: `node provider.mjs PORT KEYS.json`, where the file holds its private keys as JWKs.
// Clients get access tokens for themselves (client credentials): what the client `ann` asks for is about `ann`.
import { readFileSync } from "node:fs";
import Provider from "oidc-provider";

const [port, keys] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const roles = { ann: ["marketing", "staff"], sid: "sales", bob: [], ida: ["it", "sales"] };

const client = (id) => ({
  client_id: id,
  client_secret: "a secret of this test",
  grant_types: ["client_credentials"],
  redirect_uris: [],
  response_types: [],
});

const provider = new Provider(issuer, {
  jwks: { keys: JSON.parse(readFileSync(keys, "utf8")) },
  clients: Object.keys(roles).map(client),
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_context, resource) => ({
        scope: "",
        accessTokenFormat: "jwt",
        accessTokenTTL: 600,
        audience: resource,
        jwt: { sign: { alg: resource.endsWith("/es256") ? "ES256" : "RS256" } },
      }),
    },
  },
  extraTokenClaims: (_context, token) => ({ roles: roles[token.clientId], name: `${token.clientId} of the provider` }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
