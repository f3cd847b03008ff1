// The page of a PDF as it is printed, with the quoted words marked on it.

import { readPage } from "./service.js";
import { button, element } from "./elements.js";

let held = null;

/** The picture of the page that a citation stands on, with steps to the pages around it. */
export function pagePicture(facts, citation) {
  const picture = element("img", {});
  const sheet = element("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": "Page" },
    picture);
  const telling = element("p", { class: "place", role: "status" });
  const back = button("Page before", () => show(page - 1));
  const on = button("Next page", () => show(page + 1));
  const enlarge = button("Enlarge", () => {
    const isLarge = sheet.classList.toggle("large");
    enlarge.setAttribute("aria-pressed", String(isLarge));
  }, { "aria-pressed": "false" });
  let page = citation.page;

  async function show(number) {
    page = number;
    back.disabled = number <= 1;
    on.disabled = number >= facts.pages;
    telling.textContent = `Page ${number} of ${facts.pages} …`;
    try {
      const { image, boxes, height } = await readPage(facts.document_id, number, citation);
      if (page !== number) return;
      picture.alt = boxes.length ? `Page ${number}; marked on it: ${citation.quote}` : `Page ${number}`;
      await take(picture, image);
      telling.textContent = `Page ${number} of ${facts.pages}`;
      const middle = boxes.length ? (boxes[0].top / height) * picture.clientHeight : 0;
      sheet.scrollTop = middle - sheet.clientHeight / 3;
    } catch (problem) {
      telling.textContent = problem.message;
      sheet.hidden = picture.src === "";
    }
  }

  show(page);
  return element("section", { class: "picture", "aria-label": "The page itself" },
    element("div", { class: "tools" }, back, on, enlarge), telling, sheet);
}

/** Shows a picture in place of the one before, which is let go. */
async function take(picture, image) {
  if (held) URL.revokeObjectURL(held);
  held = URL.createObjectURL(image);
  picture.src = held;
  await picture.decode();
}
