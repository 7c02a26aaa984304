// Asking the service: one answer to a query or a mutation, one after the other to a subscription.
import { createClient } from "/graphql/editor.js";

const ADDRESS = "/graphql";
const UNREACHABLE = "The service does not answer. Is it running, and are you connected to its network?";
const LOST = "The connection was lost. What happens meanwhile is not told here: listen again, with the last revision seen as “since”.";
const STRANGER = "You are not signed in any more: what signed you in has expired or was revoked.";

/** Something else came than an answer. `signIn`: the service does not know who asks. */
export class NoAnswer extends Error {
  constructor(message, signIn = false) {
    super(message);
    this.signIn = signIn;
  }
}

/** The answer to a query or a mutation; nothing once `signal` has ended it. */
export async function answer(asked, signal) {
  const body = JSON.stringify(asked);
  const headers = { accept: "application/json", "content-type": "application/json" };
  try {
    const response = await fetch(ADDRESS, { method: "POST", credentials: "same-origin", headers, body, signal });
    return response.status === 401 ? await refuse(response) : await said(response);
  } catch (error) {
    if (!signal.aborted) {
      throw error instanceof NoAnswer ? error : new NoAnswer(UNREACHABLE);
    }
  }
}

/** Every answer to a subscription, until `signal` ends it; `connected` is called once the service listens. */
export async function* answers(asked, signal, connected) {
  const client = createClient({ url: ADDRESS, credentials: "same-origin", retryAttempts: 0 });
  signal.addEventListener("abort", () => client.dispose(), { once: true });
  let begun = false;
  try {
    yield* client.iterate(asked, { connected: () => connected((begun = true)) });
  } catch (error) {
    if (error.response) {
      await refuse(error.response);
    }
    throw (begun && (await forgotten(signal))) || new NoAnswer(begun ? LOST : UNREACHABLE);
  } finally {
    client.dispose();
  }
}

/** The schema of the service. */
export async function sdl() {
  const response = await fetch(`${ADDRESS}/schema.graphql`, { credentials: "same-origin" });
  return response.ok ? response.text() : refuse(response);
}

/** Why a connection was cut, where that is because the service does not know any more who asks. */
async function forgotten(signal) {
  try {
    await answer({ query: "{ __typename }" }, signal);
  } catch (error) {
    return error.signIn ? error : undefined;
  }
}

async function refuse(response) {
  if (response.status === 401) {
    throw new NoAnswer(STRANGER, true);
  }
  const { errors = [] } = await said(response);
  throw new NoAnswer(errors.map((error) => error.message).join("; "));
}

async function said(response) {
  try {
    return await response.json();
  } catch {
    throw new NoAnswer(`The service said ${response.status} ${response.statusText}, and nothing that can be shown.`);
  }
}
