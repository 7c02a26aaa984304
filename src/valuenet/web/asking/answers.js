// Showing what came back: data with its words told apart, errors with where they are, and what the request was.
import { element } from "/graphql/elements.js";

const KEPT = 50;
const COLOURED = 200_000;
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The part of the page that holds answers. `go` is called with the line and column of an error that names one. */
export function createAnswers({ errors, answers, go }) {
  return {
    clear() {
      errors.replaceChildren();
      answers.replaceChildren();
    },
    /** Show the answer in place of the one before. */
    show(answer) {
      errors.replaceChildren(...(answer.errors ?? []).map((error) => problem(error, go)));
      answers.replaceChildren(...(answer.data == null ? [] : [shown(answer.data)]));
    },
    /** Show one answer of several, above those before it; only the latest are kept. */
    add(answer, number) {
      if (answer.errors) {
        errors.replaceChildren(...answer.errors.map((error) => problem(error, go)));
      }
      if (answer.data != null) {
        const time = new Date().toLocaleTimeString();
        answers.prepend(element("p", { class: "event" }, `${number}. at ${time}`), shown(answer.data));
        [...answers.children].slice(2 * KEPT).forEach((old) => old.remove());
      }
    },
    /** Say what came instead of an answer. */
    fail(message, signIn = false) {
      const way = element("p", {}, element("a", { href: "/sign-in?way=%2Fgraphql" }, "Sign in again"), ", or ask an administrator for a token.");
      errors.replaceChildren(wrong(element("p", {}, message), ...(signIn ? [way] : [])));
    },
  };
}

function problem(error, go) {
  const notes = [];
  if (error.path?.length) {
    notes.push(`at ${error.path.map((part) => (typeof part === "number" ? `no. ${part + 1}` : part)).join(" › ")}`);
  }
  if (error.extensions?.code) {
    notes.push(error.extensions.code);
  }
  const places = (error.locations ?? []).map(({ line, column }) => {
    const button = element("button", { type: "button", class: "link" }, `line ${line}, column ${column}`);
    button.addEventListener("click", () => go(line, column));
    return button;
  });
  const about = [...notes, ...places].flatMap((part, index) => (index ? [" · ", part] : [part]));
  return wrong(element("p", {}, error.message), ...(about.length ? [element("p", { class: "note" }, ...about)] : []));
}

function wrong(...parts) {
  return element("div", { class: "wrong" }, ...parts);
}

function shown(data) {
  const text = JSON.stringify(data, null, 2);
  const box = element("pre", { class: "data", tabindex: "0", role: "region", "aria-label": "Data" });
  box.append(...(text.length > COLOURED ? [text] : coloured(text)));
  return box;
}

function* coloured(text) {
  let end = 0;
  let key = "";
  for (const found of text.matchAll(TOKEN)) {
    const [whole, quoted, colon] = found;
    yield text.slice(end, found.index);
    end = found.index + whole.length;
    if (colon) {
      key = JSON.parse(quoted);
      yield element("span", { class: "key" }, quoted);
      yield colon;
    } else if (quoted) {
      yield key === "url" && /^"\/[^/\\]/.test(quoted) ? link(quoted) : element("span", { class: "text" }, quoted);
    } else {
      yield element("span", { class: "word" }, whole);
    }
  }
  yield text.slice(end);
}

function link(quoted) {
  return element("a", { href: JSON.parse(quoted), target: "_blank", rel: "noopener" }, quoted);
}
