// Talking to the service, and nothing else.

import { byId } from "./elements.js";

const KEPT = "pincite-token";

/** What went wrong, in the service's own sentence. */
export class Problem extends Error {}

/** Asks a question with what was said before it; only the given sources are read. */
export function ask(question, history, sources, maxError) {
  const bound = maxError ? { max_error: maxError } : {};
  return call("/v1/ask", { question, history, ...limited(sources), ...bound });
}

/** The same answer with what each stage found and dropped. */
export const explain = (question, sources) =>
  call("/v1/ask", { question, explain: true, ...limited(sources) });

const limited = (sources) => (sources.length ? { in: sources.map(asPattern) } : {});

/** What may be done here with the token at hand. */
export const describeService = () => call("/v1/service");

/** An answer as it was, where answers are kept. */
export const findAnswer = (id) => call(`/v1/answers/${encodeURIComponent(id)}`);

/** Notes what a person says of a kept answer. */
export const sendFeedback = (id, said) => call(`/v1/answers/${encodeURIComponent(id)}/feedback`, said);

/** Sends a file to be indexed and gives the job that does it. */
export const uploadFile = (file) => call(`/v1/documents?name=${encodeURIComponent(file.name)}`, file);

/** Takes an uploaded document out and gives the job that does it. */
export const removeDocument = (id) =>
  call(`/v1/documents/${encodeURIComponent(id)}`, undefined, "json", "DELETE");

/** How far the indexing of an upload or removal has come. */
export const findJob = (id) => call(`/v1/jobs/${encodeURIComponent(id)}`);

/** A place of a document with its headings, its page and its date. */
export const showPassage = (documentId, start, end) =>
  call(`/v1/passages/${encodeURIComponent(documentId)}:${start}-${end}`);

/** All documents, whatever number of pages they come in, and of which state of the index. */
export async function listDocuments() {
  const documents = [];
  let generation = "";
  let cursor = "";
  do {
    const page = await call(`/v1/documents?limit=500${cursor}`);
    documents.push(...page.documents);
    ({ generation } = page);
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : "";
  } while (cursor);
  return { documents, generation };
}

/** A stretch of a document's text, in code points. */
export function readText(documentId, start, end) {
  const range = end === null ? `start=${start}` : `start=${start}&end=${end}`;
  return call(`/v1/documents/${encodeURIComponent(documentId)}/text?${range}`);
}

/** What is known of a document, without its text. */
export function describe(documentId) {
  return call(`/v1/documents/${encodeURIComponent(documentId)}`);
}

/** A page of a PDF as a picture, and where on it the quoted words stand. */
export async function readPage(documentId, page, { start, end }) {
  const path = `/v1/documents/${encodeURIComponent(documentId)}/pages/${page}`;
  const places = await call(`${path}?start=${start}&end=${end}`);
  const image = await call(`${path}.png?start=${start}&end=${end}`, undefined, "blob");
  return { ...places, image };
}

/** The file itself, while it is still the one that was indexed. */
export const readOriginal = (id) =>
  call(`/v1/documents/${encodeURIComponent(id)}/original`, undefined, "blob");

/** The permanent address of a citation. */
export function addressOf(citation) {
  const place = `${citation.document_id}/${citation.sha256}/${citation.start}-${citation.end}`;
  return `${location.origin}/v1/citations/${place}?quote=${encodeURIComponent(citation.quote)}`;
}

async function call(path, value, kind = "json", method = value === undefined ? "GET" : "POST") {
  const response = await fetch(path, { method, ...request(value) }).catch(() => {
    throw new Problem("The service cannot be reached. Is it running?");
  });
  if (response.status === 401) {
    await askForToken();
    return call(path, value, kind, method);
  }
  if (response.ok) return response[kind]();
  const told = await response.json().catch(() => ({}));
  throw new Problem(sentence(told.detail || `The service answered ${response.status}.`));
}

function request(value) {
  const headers = {};
  const token = sessionStorage.getItem(KEPT);
  if (token) headers.Authorization = `Bearer ${token}`;
  if (value === undefined) return { headers };
  if (value instanceof Blob) return { headers, body: value };
  headers["Content-Type"] = "application/json";
  return { headers, body: JSON.stringify(value) };
}

let asking = null;

/** Asks for the token once, however many calls wait for it. */
function askForToken() {
  asking ??= new Promise((given) => {
    const dialog = byId("token-wanted");
    byId("token-told").textContent = sessionStorage.getItem(KEPT) ? "That token is not known here." : "";
    dialog.addEventListener("close", () => {
      sessionStorage.setItem(KEPT, byId("token").value.trim());
      byId("token").value = "";
      asking = null;
      given();
    }, { once: true });
    dialog.showModal();
  });
  return asking;
}

/** The pattern that matches this source alone. */
function asPattern(source) {
  return source.replace(/[[*?]/g, "[$&]");
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.?!]$/.test(text) ? "" : ".");
}
