// The libraries of the page at /graphql, put together: an editor for GraphQL that knows the schema, and a client for streams of events.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { graphql, updateSchema } from "cm6-graphql";

export { buildSchema, getNamedType, isEnumType, isInputObjectType, isInterfaceType, isUnionType, parse } from "graphql";
export { createClient } from "graphql-sse";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword], color: "var(--difference-ink)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--outcome-line)" },
  { tag: [tags.number, tags.integer, tags.float, tags.bool, tags.null, tags.special(tags.name)], color: "var(--persona-ink)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--persona-ink)" },
  { tag: tags.atom, color: "var(--ink)", fontWeight: "400" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);

const looks = EditorView.theme({
  "&": { backgroundColor: "var(--box)", color: "var(--ink)", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "inherit", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".75rem 0" },
  ".cm-line": { padding: "0 1rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-placeholder": { color: "var(--quiet)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--chosen)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--chosen)" },
  // The library underlines with pictures in `data:` addresses, which the policy of the page does not let in.
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--persona-ink)" },
  ".cm-tooltip": { backgroundColor: "var(--box)", color: "var(--ink)", border: "1px solid var(--quiet)", borderRadius: ".4rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--difference)", color: "#ffffff" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: ".5rem .75rem", font: ".875rem/1.5 system-ui, sans-serif" },
  ".cm-diagnostic": { font: ".875rem/1.5 system-ui, sans-serif" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
});

/** An editor in `parent`. `run` is called for Ctrl/Cmd-Enter, `changed` after every change, `shown` to show a field's or type's description. */
export function createEditor({ parent, label, hint, nonce, text, run, changed, shown }) {
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      EditorView.cspNonce.of(nonce),
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion(),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
      EditorState.tabSize.of(2),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, "aria-keyshortcuts": "Control+Enter Meta+Enter", autocapitalize: "off" }),
      EditorView.updateListener.of((update) => update.docChanged && changed(view.state.doc.toString())),
      placeholder(hint),
      syntaxHighlighting(colours),
      looks,
      graphql(undefined, { onShowInDocs: (field, type, parent) => shown(field, type, parent) }),
    ],
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true });
    },
    focus: () => view.focus(),
    /** Put the cursor at a line and column, counted from 1. */
    go(line, column) {
      const found = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: Math.min(found.from + column - 1, found.to) }, scrollIntoView: true });
      view.focus();
    },
    know: (schema) => updateSchema(view, schema),
  };
}
