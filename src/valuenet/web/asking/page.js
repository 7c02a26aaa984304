// The page at /graphql: a question is picked or written, run, and answered.
import { buildSchema, createEditor, parse } from "/graphql/editor.js";
import { createAnswers } from "/graphql/answers.js";
import { createManual, pageOf } from "/graphql/manual.js";
import { answer, answers, NoAnswer, sdl } from "/graphql/request.js";

const KEPT = "valuenet.question";
const RUN = { query: "Run", mutation: "Run this change", subscription: "Listen" };

const $ = (id) => document.getElementById(id);
const [run, stop, status, progress, operation, variables] = ["run", "stop", "status", "progress", "operation", "variables"].map($);
const examples = [...document.querySelectorAll("[data-query]")];
const most = Number(document.querySelector("main").dataset.most);
const shown = createAnswers({ errors: $("errors"), answers: $("answers"), go: (line, column) => editor.go(line, column) });

/** What ends the question that is being asked; nothing while none is. */
let asking = null;
let manual = null;

const editor = createEditor({
  parent: $("editor"),
  label: "Question, in GraphQL",
  hint: "query { … }",
  nonce: document.querySelector("style").nonce,
  text: "",
  run: ask,
  changed,
  shown: explain,
});

/** Turn the manual to what stands in the editor: a field of `parent`, else a type, which may be written as [Type!]!. */
function explain(field, type = "", parent = "") {
  const [whole, part] = [type, parent].map((name) => name.replace(/[[\]!]/g, ""));
  location.hash = field && part ? pageOf(part, field) : pageOf(whole);
}

function operations() {
  try {
    return parse(editor.text, { noLocation: true }).definitions.filter((one) => one.kind === "OperationDefinition");
  } catch {
    return []; // while it is being written
  }
}

/** The operation that Run asks for, of those in the editor. */
function chosen(found = operations()) {
  return found.find((one) => one.name?.value === operation.value) ?? found[0];
}

function changed() {
  const found = operations();
  const names = found.flatMap((one) => (one.name ? [one.name.value] : []));
  const before = operation.value;
  operation.replaceChildren(...names.map((name) => new Option(name, name, false, name === before)));
  $("choice").hidden = found.length < 2;
  examples.forEach((example) => example.setAttribute("aria-pressed", example.dataset.query === editor.text));
  keep();
}

function keep() {
  run.textContent = RUN[chosen()?.operation ?? "query"];
  sessionStorage.setItem(KEPT, JSON.stringify({ query: editor.text, variables: variables.value, operation: operation.value }));
}

function open({ query, variables: given = "", operation: name = "" }) {
  variables.value = given;
  $("more").open = given !== "";
  editor.text = query;
  operation.value = name || operation.value;
  keep();
}

/** Open the question that a link has brought in the address, which is then the page's own again. */
function opened() {
  const brought = new URLSearchParams(location.hash.slice(1));
  if (!brought.has("query")) {
    return false;
  }
  history.replaceState(null, "", location.pathname);
  open({ query: brought.get("query"), variables: brought.get("variables") ?? "" });
  return true;
}

function asked() {
  const text = variables.value.trim();
  const found = { query: editor.text };
  if ($("choice").hidden === false) {
    found.operationName = operation.value;
  }
  if (text) {
    found.variables = JSON.parse(text);
  }
  return found;
}

async function ask() {
  if (asking) {
    return;
  }
  let request;
  try {
    request = asked();
  } catch (error) {
    $("more").open = true;
    shown.clear();
    shown.fail(`The variables are not JSON: ${error.message}`);
    variables.focus();
    return;
  }
  begin();
  try {
    await (chosen()?.operation === "subscription" ? listen(request, asking.signal) : once(request, asking.signal));
  } catch (error) {
    status.textContent = "No answer.";
    shown.fail(error.message, error instanceof NoAnswer && error.signIn);
  } finally {
    end();
  }
}

function begin() {
  asking = new AbortController();
  shown.clear();
  status.textContent = "Asking …";
  progress.hidden = stop.hidden = false;
  run.setAttribute("aria-disabled", "true"); // disabled it would lose the focus
}

function end() {
  if (document.activeElement === stop) {
    run.focus({ preventScroll: true });
  }
  asking = null;
  progress.hidden = stop.hidden = true;
  run.removeAttribute("aria-disabled");
}

async function once(request, signal) {
  const started = performance.now();
  const found = await answer(request, signal);
  if (!found) {
    status.textContent = chosen()?.operation === "mutation" ? "Stopped. The change may have been made all the same." : "Stopped.";
    return;
  }
  shown.show(found);
  const taken = Math.round(performance.now() - started);
  status.textContent = `${outcome(found)} after ${taken} ms${cost(found)}`;
}

async function listen(request, signal) {
  let count = 0;
  let last = {};
  const tell = (state) => (status.textContent = `${state}, heard ${count} time${count === 1 ? "" : "s"}${cost(last)}`);
  for await (last of answers(request, signal, () => tell("Listening"))) {
    count += last.data == null ? 0 : 1;
    shown.add(last, count);
    tell("Listening");
  }
  tell(signal.aborted ? "Stopped" : "Ended by the service");
}

function outcome({ data, errors }) {
  return errors ? (data == null ? "Refused" : "Answered in part") : "Answered";
}

function cost({ extensions }) {
  return extensions?.cost == null ? "" : ` · cost ${extensions.cost.toLocaleString("en")} of at most ${most.toLocaleString("en")}`;
}

run.addEventListener("click", ask);
stop.addEventListener("click", () => asking?.abort());
variables.addEventListener("input", keep);
operation.addEventListener("change", keep);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
    event.preventDefault();
    ask();
  }
});
window.addEventListener("hashchange", () => opened() || manual?.turn());
examples.forEach((example) => {
  example.addEventListener("click", () => {
    asking?.abort();
    open(example.dataset);
    run.focus({ preventScroll: true });
    run.scrollIntoView({ block: "nearest" });
  });
});

const kept = sessionStorage.getItem(KEPT);
opened() || open(kept ? JSON.parse(kept) : examples[0].dataset);

try {
  const schema = buildSchema(await sdl());
  editor.know(schema);
  manual = createManual({ box: $("about"), search: $("search"), schema });
} catch (error) {
  shown.fail(error.message, error instanceof NoAnswer && error.signIn);
}
