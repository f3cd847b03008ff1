// The list of documents: reading one, asking only some, and taking in new ones.

import {
  Problem, describeService, findJob, listDocuments, removeDocument, uploadFile,
} from "./service.js";
import { closeSide, openDocument, showSide } from "./side.js";
import { button, byId, element } from "./elements.js";

const LOOK_EVERY_MS = 700;
const MOST_LOOKS_FOR_NEWS = 25;
const MOST_NAMED = 3;
const state = { documents: [], generation: "", chosen: new Set(), offers: null };

/** The sources that are asked; none means all. */
export const chosenSources = () => [...state.chosen];

/** Asks only these sources from now on. */
export function choose(sources) {
  state.chosen = new Set(sources);
  tellScope();
}

/** Learns which documents there are, and says how many. */
export async function learnDocuments() {
  try {
    await look();
    state.offers ??= await describeService();
    byId("held").hidden = !state.offers.calibrated;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    byId("telling").textContent = error.message;
  }
}

async function look() {
  ({ documents: state.documents, generation: state.generation } = await listDocuments());
  const known = new Set(state.documents.map((record) => record.source));
  for (const source of state.chosen) if (!known.has(source)) state.chosen.delete(source);
  const count = state.documents.length;
  byId("extent").textContent = count === 0 ? "There are no documents yet."
    : count === 1 ? "There is 1 document." : `There are ${count} documents.`;
  tellScope();
}

/** Opens the list at the side; a word of what it is wanted for stands above it. */
export async function showDocuments(opener, wanted = null) {
  await learnDocuments();
  const filter = element("input", { id: "filter", type: "search", autocomplete: "off" });
  const rows = element("ul", { class: "documents" });
  const told = element("p", { role: "status", class: "place" });
  const show = () => showRows(rows, told, filter.value);
  filter.addEventListener("input", show);
  show();
  showSide("Documents", [
    wanted ? element("p", { class: "note" }, wanted) : null, uploading(show),
    element("p", {}, "Tick documents to ask only these; press a name to read one."),
    element("label", { for: "filter" }, "Find a document"), filter, told, rows,
  ].filter(Boolean), opener);
  byId("show-documents").setAttribute("aria-expanded", "true");
}

function showRows(rows, told, words) {
  const found = state.documents.filter((record) =>
    `${record.source} ${record.title}`.toLowerCase().includes(words.trim().toLowerCase()));
  const again = () => showRows(rows, told, words);
  const only = words.trim() && found.length > 1
    ? button(`Ask only these ${found.length}`, () => {
      choose(found.map((record) => record.source));
      again();
    }) : null;
  told.replaceChildren(found.length ? "" : "No document has these words in its name.");
  rows.replaceChildren(...[only ? element("li", {}, only) : null,
    ...found.map((record) => documentRow(record, again))].filter(Boolean));
}

function documentRow(record, again) {
  const box = element("input", { type: "checkbox", "aria-label": `Ask only: ${record.source}` });
  box.checked = state.chosen.has(record.source);
  box.addEventListener("change", () => {
    if (box.checked) state.chosen.add(record.source); else state.chosen.delete(record.source);
    tellScope();
  });
  const title = record.title || record.source;
  const more = [title === record.source ? "" : record.source, record.as_of].filter(Boolean);
  return element("li", {}, box, element("div", {},
    button(title, () => openDocument(record, byId("show-documents")), { class: "source" }),
    element("span", { class: "place" }, more.join(" · "))), removing(record, again));
}

function tellScope() {
  const names = chosenSources();
  const all = button("ask all", () => { choose([]); closeSide(); byId("question").focus(); });
  const told = names.length > MOST_NAMED ? `${names.length} documents` : names.join(", ");
  byId("scope").replaceChildren(...(names.length ? [`Asking only ${told} `, all] : []));
}

const mayWrite = () => state.offers?.uploads && state.offers.rights.includes("write");

function removing(record, again) {
  if (!mayWrite() || !record.uploaded) return null;
  const words = `Remove ${record.source}`;
  const remove = async (event) => {
    const pressed = event.currentTarget;
    if (pressed.textContent !== "Really remove") {
      pressed.textContent = "Really remove";
      pressed.setAttribute("aria-label", `Really ${words.toLowerCase()}`);
      return;
    }
    pressed.disabled = true;
    const row = new Row(record.source);
    pressed.closest("#side-body").querySelector(".uploads").append(row.body);
    await followed(removeDocument(record.document_id), row, "removed.");
    again();
    byId("filter").focus();
  };
  return button("Remove", remove, { class: "remove", "aria-label": words });
}

function uploading(again) {
  if (!mayWrite()) return null;
  const field = element("input", { id: "files", type: "file", multiple: true });
  const told = element("ul", { class: "uploads" });
  field.addEventListener("change", async () => {
    for (const file of field.files) {
      const row = new Row(file.name);
      told.append(row.body);
      await taken(file, row);
      again();
    }
    field.value = "";
  });
  return element("div", { class: "taking-in" },
    element("label", { for: "files" }, "Add documents (text, Markdown, CSV, HTML, PDF, DOCX, XLSX)"),
    field, told);
}

async function taken(file, row) {
  const most = state.offers.largest_upload;
  if (file.size > most) {
    row.end(`${file.name} is too large: at most ${Math.round(most / 1048576)} MiB.`);
  } else {
    await followed(uploadFile(file), row);
  }
}

/** Follows the indexing of an upload or removal to its end, which is told in the row. */
async function followed(begun, row, words = "ready to be asked.") {
  try {
    let job = await begun;
    while (job.state === "waiting" || job.state === "running") {
      row.show(job);
      await pause(LOOK_EVERY_MS);
      job = await findJob(job.job_id);
    }
    if (job.state === "failed") {
      row.end(`${row.name}: this failed: ${job.reason}`);
      return;
    }
    await untilTakenUp(job.generation);
    row.end(`${row.name}: ${words}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    row.end(`${row.name}: ${error.message}`);
  }
}

/** How far a file has come; only the end of it is read out. */
class Row {
  constructor(name) {
    this.name = name;
    this.doing = element("span", {}, `${name}: sending … `, this.progress({}));
    this.done = element("span", { role: "status" });
    this.body = element("li", {}, this.doing, this.done);
  }

  progress(extent) {
    return element("progress", { "aria-label": `Taking in ${this.name}`, ...extent });
  }

  show(job) {
    const extent = job.total ? { value: job.done, max: job.total } : {};
    this.doing.replaceChildren(`${this.name}: ${job.stage || "waiting"} … `, this.progress(extent));
  }

  end(words) {
    this.doing.replaceChildren();
    this.done.textContent = words;
  }
}

/** The service takes up a new state of the index a moment after it is made. */
async function untilTakenUp(generation) {
  await look();
  for (let looks = 0; state.generation !== generation && looks < MOST_LOOKS_FOR_NEWS; looks += 1) {
    await pause(LOOK_EVERY_MS);
    await look();
  }
}

const pause = (ms) => new Promise((over) => { setTimeout(over, ms); });
