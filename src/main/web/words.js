// The words of a page's scripts, in the language of the page: <div data-words='{"script.title":"…"}'>.
const island = document.querySelector("[data-words]");
const words = island ? JSON.parse(island.dataset.words) : {};

export const language = document.documentElement.lang;

// A sentence by its key, with {0}, {1}… replaced; a key without words is shown as it is.
export function text(key, ...values) {
  const sentence = words[key] ?? key;
  return values.reduce((done, value, i) => done.replaceAll(`{${i}}`, String(value)), sentence);
}

// The words of prefix.name, or the bare name: for names that a site may add to.
export function named(prefix, name) {
  return words[`${prefix}.${name}`] ?? name;
}

// 0:07, 12:40, 1:02:03
export function clock(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
