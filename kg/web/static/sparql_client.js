// Asking /sparql: rows of SELECT and ASK, triples of CONSTRUCT and DESCRIBE; prefixes that need no declaration.
import { ApiError, raw } from "./api.js";

/** Prefixes that every query may use without declaring them: those of `kg sparql`. */
export const PREFIXES = {
  cg: "https://w3id.org/courtgraph/ontology#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  dcterms: "http://purl.org/dc/terms/",
  owl: "http://www.w3.org/2002/07/owl#",
  schema: "http://schema.org/",
};
const BASE = "https://w3id.org/courtgraph/";
const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";
const LINE = /^(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[\w-]+)?) \.$/u;

/** The id of a resource's IRI: the IRI without the base; other IRIs as they are. */
export function local(iri) {
  return iri.startsWith(BASE) ? iri.slice(BASE.length) : iri;
}

/** True for an IRI of a resource of the graph, not of its ontology or a passage. */
export function isResource(iri) {
  return iri.startsWith(BASE) && /^[a-z-]+\/[^#]+$/.test(local(iri));
}

/** An IRI as people write it in a query, "cg:heard", where a known prefix fits; else its id or itself. */
export function compact(iri) {
  const prefix = Object.keys(PREFIXES).find((one) => iri.startsWith(PREFIXES[one]));
  const rest = prefix ? iri.slice(PREFIXES[prefix].length) : "";
  return /^[\w-]+$/.test(rest) ? `${prefix}:${rest}` : local(iri);
}

/** A query led by declarations of the known prefixes that it uses and does not declare: {query, missing}. */
export function declared(query) {
  const plain = query.replace(
    /<[^<>\s]*>|"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g,
    " ",
  );
  const own = new Set([...query.matchAll(/\bprefix\s+([\w-]*):/gi)].map((found) => found[1]));
  const used = new Set([...plain.matchAll(/(?<![\w?$@-])([a-z][\w-]*):/gi)].map((found) => found[1]));
  const missing = Object.keys(PREFIXES).filter((prefix) => used.has(prefix) && !own.has(prefix));
  return { query: missing.map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}> `).join("") + query, missing };
}

/**
 * Ask a query. Gives {columns, rows: [{column: {type, value, …}}], form}; form is "rows", "answer" (one row with the
 * column answer) or "triples" (columns subject, predicate, object). Throws ApiError.
 */
export async function ask(query, signal) {
  const answer = await raw("/sparql", {
    method: "POST",
    signal,
    body: declared(query).query,
    headers: { "Content-Type": "application/sparql-query; charset=utf-8", Accept: ACCEPT },
  });
  if (answer.headers.get("Content-Type")?.includes("n-triples")) {
    return { form: "triples", columns: ["subject", "predicate", "object"], rows: triples(await answer.text()) };
  }
  const found = await answer.json();
  if (typeof found.boolean === "boolean") {
    return {
      form: "answer",
      columns: ["answer"],
      rows: [{ answer: { type: "literal", value: String(found.boolean) } }],
    };
  }
  return { form: "rows", columns: found.head.vars, rows: found.results.bindings };
}

/** The rows of a query whose answer is an extra of a page: none where the server does not give it. */
export async function extras(query, signal) {
  try {
    return (await ask(query, signal)).rows;
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}

/** The triples of an N-Triples text as rows of terms in the manner of SPARQL's JSON. */
export function triples(text) {
  const rows = [];
  for (const line of text.split("\n")) {
    if (!line.trim() || line.startsWith("#")) continue;
    const found = LINE.exec(line.trim());
    if (!found) throw new Error(`no N-Triples: ${line}`);
    rows.push({ subject: term(found[1]), predicate: term(found[2]), object: term(found[3]) });
  }
  return rows;
}

const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };

function unescaped(text) {
  return text.replace(/\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))/gi, (whole, short, long, mark) =>
    mark === undefined ? String.fromCodePoint(Number.parseInt(short ?? long, 16)) : (ESCAPES[mark] ?? whole),
  );
}

function term(text) {
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const end = text.lastIndexOf('"');
  const [value, rest] = [unescaped(text.slice(1, end)), text.slice(end + 1)];
  if (rest.startsWith("@")) return { type: "literal", value, "xml:lang": rest.slice(1) };
  return rest ? { type: "literal", value, datatype: rest.slice(3, -1) } : { type: "literal", value };
}
