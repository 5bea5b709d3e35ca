// The sentences of passages, where only the passages are known: by any one statement that stands in each.
import { get, raw } from "./api.js";

const BASE = "https://w3id.org/courtgraph/";
const FORBIDDEN = /[\u0000-\u0020<>"{}|^`\\]/; // what SPARQL allows in no IRI

/** Passages {document, fragment} with title, publisher, date, spans and sentences; unchanged where none is found. */
export async function sentencesOf(passages, signal) {
  const wanted = new Map(passages.map((one) => [`${BASE}document/${one.document}#${one.fragment}`, one]));
  const graphs = [...wanted.keys()].filter((iri) => !FORBIDDEN.test(iri));
  const query = `SELECT ?g ?s ?p ?o WHERE { VALUES ?g { ${graphs.map((iri) => `<${iri}>`).join(" ")} }`
    + " GRAPH ?g { ?s ?p ?o } } LIMIT 2000";
  const answer = await raw("/sparql", {
    method: "POST", body: query, signal,
    headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
  });
  // The shortest statement of each passage: a long one is no part of an address.
  const rows = (await answer.json()).results.bindings.sort((a, b) => size(b) - size(a));
  const said = new Map(rows.map((row) => [row.g.value, row]));
  const made = ([iri, passage]) => (said.has(iri) ? full(passage, said.get(iri), signal) : passage);
  return Promise.all([...wanted].map(made));
}

function size({ s, o }) {
  return s.value.length + o.value.length;
}

async function full(passage, { s, p, o }, signal) {
  const literal = o.type === "literal" ? "true" : "";
  const params = { source: s.value, property: p.value, target: o.value, literal };
  const found = await get("/api/evidence", params, { signal });
  const same = (one) => one.document === passage.document && one.fragment === passage.fragment;
  return found.passages.find(same) ?? passage;
}
