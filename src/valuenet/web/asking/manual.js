// The schema as a manual: every type and field with its description, linked and searched. What is shown is `#about=…` of the address.
import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isUnionType } from "/graphql/editor.js";
import { element } from "/graphql/elements.js";

const FOUND = 40;
const ROOTS = [
  ["Query", "Questions"],
  ["Mutation", "Changes"],
  ["Subscription", "To listen to"],
];

/** The manual of a schema in `box`, searched by what is typed into `search`. */
export function createManual({ box, search, schema }) {
  const entries = everything(schema);
  const place = () => new URLSearchParams(location.hash.slice(1)).get("about") ?? "";

  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    box.replaceChildren(...(words.length ? results(entries, words) : about(schema, place())));
  });
  box.replaceChildren(...about(schema, place()));
  return {
    /** Show what the address says, and bring it into view. */
    turn() {
      search.value = "";
      box.replaceChildren(...about(schema, place()));
      box.focus({ preventScroll: true });
      const current = box.querySelector("[aria-current]");
      (current ?? search).scrollIntoView({ block: current ? "center" : "nearest" });
    },
  };
}

/** The part of an address that shows a type, or one of its fields. */
export function pageOf(type, field) {
  return `#about=${field ? `${type}.${field}` : type}`;
}

function everything(schema) {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__"));
  return types.flatMap((type) => [
    { type, name: type.name, description: type.description ?? "" },
    ...parts(type).map((part) => ({ type, part, name: part.name, description: part.description ?? "" })),
  ]);
}

/** The fields of a type, or the values of a vocabulary. */
function parts(type) {
  return isEnumType(type) ? type.getValues() : type.getFields ? Object.values(type.getFields()) : [];
}

function results(entries, words) {
  const found = entries
    .map((entry) => ({ entry, rank: rank(entry, words) }))
    .filter(({ rank }) => rank < 4)
    .sort((one, other) => one.rank - other.rank);
  const more = found.length > FOUND ? [element("p", { class: "note" }, `and ${found.length - FOUND} more: add a word`)] : [];
  if (!found.length) {
    return [element("p", { role: "status" }, "Nothing has these words in its name or description.")];
  }
  const rows = found.slice(0, FOUND).flatMap(({ entry: { type, part, description } }) => {
    const name = part ? `${type.name}.${part.name}` : type.name;
    return [element("dt", {}, element("a", { href: pageOf(type.name, part?.name) }, name)), element("dd", {}, ...prose(description))];
  });
  return [element("p", { class: "note", role: "status" }, `${found.length} found`), element("dl", {}, ...rows), ...more];
}

/** How well an entry fits: 0 is that name, 1 a name that begins so, 2 one that holds all words, 3 a description; 4 not at all. */
function rank({ name, description }, words) {
  const lower = name.toLowerCase();
  const all = (text) => words.every((word) => text.includes(word));
  if (lower === words.join("")) {
    return 0;
  }
  return lower.startsWith(words[0]) && all(lower) ? 1 : all(lower) ? 2 : all(`${lower} ${description.toLowerCase()}`) ? 3 : 4;
}

function about(schema, place) {
  const [name, field] = place.split(".");
  const type = schema.getType(name);
  return type ? typePage(schema, type, field) : cover(schema);
}

function cover(schema) {
  const chapters = ROOTS.flatMap(([name, title]) => {
    const type = schema.getType(name);
    return type ? [element("h3", { class: "chapter" }, title), list(parts(type), name)] : [];
  });
  const lead = "An exclamation mark (!) says that something is always there, square brackets ([ ]) that it is a list.";
  return [element("p", { class: "note" }, lead), ...chapters];
}

function list(fields, type) {
  const items = fields.map((field) => element("li", {}, element("a", { href: pageOf(type, field.name) }, field.name)));
  return element("ul", {}, ...items);
}

function typePage(schema, type, chosen) {
  const back = element("p", {}, element("a", { href: "#about=" }, "← everything"));
  const heading = element("h3", {}, type.name);
  const kinds = isUnionType(type) || isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  const also = kinds.length ? [element("p", {}, "One of: ", ...kinds.flatMap((kind, index) => [index ? ", " : "", typeLink(kind)]))] : [];
  const rows = parts(type).flatMap((part) => row(part, part.name === chosen));
  const oneOf = isInputObjectType(type) && type.isOneOf ? [element("p", { class: "note" }, "Give exactly one of these.")] : [];
  return [back, heading, ...prose(type.description), ...also, ...oneOf, element("dl", {}, ...rows)];
}

function row(part, current) {
  const name = element("dt", current ? { "aria-current": "true" } : {}, element("code", {}, part.name), ...typed(part));
  const given = (part.args ?? []).flatMap((argument) => row(argument, false));
  const old = part.deprecationReason ? [element("p", {}, `No longer used: ${part.deprecationReason}`)] : [];
  return [name, element("dd", {}, ...prose(part.description), ...old, ...(given.length ? [element("dl", {}, ...given)] : []))];
}

/** ": [Outcome!]! = …" with a link to the type; nothing for a value of a vocabulary. */
function typed({ type, defaultValue }) {
  if (!type) {
    return [];
  }
  const named = getNamedType(type);
  const [before, after] = String(type).split(named.name);
  const usual = defaultValue == null ? [] : [element("code", {}, ` = ${JSON.stringify(defaultValue)}`)];
  return [": ", before, typeLink(named), after, ...usual];
}

function typeLink(type) {
  return element("a", { href: pageOf(type.name) }, type.name);
}

/** A description as paragraphs, with what stands in backticks as code. */
function prose(description) {
  return (description ?? "").split(/\n\s*\n/).filter(Boolean).map((paragraph) => {
    const pieces = paragraph.split("`").map((piece, index) => (index % 2 ? element("code", {}, piece) : piece));
    return element("p", {}, ...pieces);
  });
}
