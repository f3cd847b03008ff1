// Building the page: everything that comes from outside becomes text, never markup.

export const byId = (id) => document.getElementById(id);

/** An element with its attributes and children; strings become text nodes. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button with its words and what it does. */
export function button(words, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, words);
}

/** Copies a text and says so on the button for a moment. */
export async function copyText(text, pressed) {
  const words = pressed.dataset.words || pressed.textContent;
  pressed.dataset.words = words;
  try {
    await navigator.clipboard.writeText(text);
    pressed.textContent = "Copied";
    setTimeout(() => { pressed.textContent = words; }, 2000);
  } catch {
    offerToCopy(text, pressed);
  }
}

/** Where the browser lets no page copy, the text stands there to be copied by hand. */
function offerToCopy(text, pressed) {
  const field = element("textarea", { class: "to-copy", readonly: true, rows: "4",
    "aria-label": "To be copied with Ctrl+C" });
  field.value = text;
  pressed.parentElement.querySelector(".to-copy")?.remove();
  pressed.parentElement.append(field);
  field.select();
}
