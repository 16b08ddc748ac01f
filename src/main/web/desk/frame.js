// The words of the frame and its voice for those who listen to the page.
const island = document.querySelector("[data-frame-words]");
const words = island ? JSON.parse(island.dataset.frameWords) : {};

// `console.js.` is left out: word("keys.help").
export const word = (key) => words[`console.js.${key}`] ?? key;

// Read out by a screen reader at once. The same sentence twice is read twice.
export function say(sentence) {
  const place = document.getElementById("says");
  if (!place || !sentence) return;
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = sentence));
}
