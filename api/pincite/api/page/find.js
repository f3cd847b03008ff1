// Finding words in the document that is open, however long it is.

import { readOriginal, readText, showPassage } from "./service.js";
import { button, element } from "./elements.js";

const KEPT_MS = 60000;
let held = { key: "", text: "" };

/** A field that finds words in a document; `open` shows a place of it. */
export function finder(record, open, { words = "", number = 0, count = 0 }) {
  const field = element("input", { id: "words", type: "search", autocomplete: "off", value: words });
  const told = element("span", { role: "status", class: "place" },
    count ? `${number + 1} of ${count}` : "");
  const find = async () => {
    const wanted = field.value.trim();
    if (!wanted) return;
    const places = placesOf(wanted, await wholeText(record));
    if (!places.length) {
      told.textContent = "These words do not stand in it.";
      return;
    }
    const next = wanted === words && count ? (number + 1) % places.length : 0;
    const place = await asCitation(record, places[next]);
    await open(place, { words: wanted, number: next, count: places.length });
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") find();
  });
  const download = button("Download", () => takeFile(record, told));
  return element("div", { class: "finder" }, element("label", { for: "words" }, "Find in it"),
    element("div", { class: "line" }, field, button(count > 1 ? "Next" : "Find", find), download), told);
}

async function takeFile(record, told) {
  try {
    const place = URL.createObjectURL(await readOriginal(record.document_id));
    element("a", { href: place, download: record.source.split("/").pop() }).click();
    setTimeout(() => URL.revokeObjectURL(place), KEPT_MS);
  } catch (problem) {
    told.textContent = problem.message;
  }
}

async function wholeText(record) {
  const key = `${record.document_id} ${record.sha256}`;
  if (held.key === key) return held.text;
  let [text, start, length] = ["", 0, 1];
  while (start < length) {
    const got = await readText(record.document_id, start, null);
    text += got.text;
    [start, length] = [Math.max(got.end, start + 1), got.characters];
  }
  held = { key, text };
  return text;
}

/** Where the words stand, in code points; any white space between them will do. */
function placesOf(words, text) {
  const parts = words.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  const places = [];
  let [at, letters] = [0, 0];
  for (const found of text.matchAll(new RegExp(parts.join("\\s+"), "gi"))) {
    letters += lettersOf(text.slice(at, found.index));
    at = found.index;
    places.push([letters, letters + lettersOf(found[0])]);
  }
  return places;
}

function lettersOf(text) {
  let count = 0;
  for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) count += 1;
  return count;
}

async function asCitation(record, [start, end]) {
  const found = await showPassage(record.document_id, start, end);
  return { ...found, quote: found.text, cell: null,
    passage: { start, end, text: found.text } };
}

