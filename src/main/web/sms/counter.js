// The live counter below every field in which a text is written:
// <textarea data-counter="ID"> and <div id="ID" class="counter" data-counter-words=… data-prices=…>.
import { count, latin, shorter } from "./count.js";

const MOST_SEGMENTS = 7;
const MOST_FORCING = 12;
const FEW = 6;

function fill(sentence, ...values) {
  return sentence.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)]));
}

function piece(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/** As one person gets it: fields filled with sample values of their usual length. */
function filled(text, fields) {
  let whole = text;
  for (const [name, value] of Object.entries(fields)) whole = whole.replaceAll(`{${name}}`, value);
  return whole.replaceAll("\r\n", "\n").trim();
}

/** Letters that force UCS-2, marked where they stand. */
function marked(text, forcing) {
  const line = document.createElement("p");
  line.className = "counter-text";
  const [first] = [...text].map((one, at) => [one, at]).find(([one]) => forcing.includes(one)) ?? [];
  const letters = [...text];
  const at = letters.indexOf(first);
  line.append(
    letters.slice(Math.max(0, at - 20), at).join(""),
    piece("mark", "", first),
    letters.slice(at + 1, at + 21).join(""),
  );
  return line;
}

function suggestion(area, words, now, counted, header) {
  const better = shorter(area.value);
  if (better === area.value || area.value.trim() === "") return [];
  const then = count(filled(better, JSON.parse(counted.dataset.fields || "{}")), header);
  const line = piece(
    "p",
    "counter-shorter",
    then.segments < now.segments
      ? fill(words["sms.counter.shorter"], then.segments, now.segments)
      : fill(words["sms.counter.same"], Math.max(0, area.value.length - better.length)),
  );
  const take = piece("button", "button quiet", words["sms.counter.take"]);
  take.type = "button";
  take.addEventListener("click", () => {
    area.value = better;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });
  line.append(" ", take);
  return [line];
}

/** @param {(header: number) => number} segments of the text, beside a header of so many octets */
function money(price, segments) {
  return price
    .map((one) => `${one.prefix} ${(one.price * segments(one.header)).toFixed(2)}`)
    .join(" · ");
}

/** Octets of the header of a route's parts, as the server has them: the longest of several. */
function headerOf(prices) {
  return Math.max(6, ...prices.map(({ header }) => header ?? 6));
}

function show(area, counted) {
  const words = JSON.parse(counted.dataset.counterWords);
  const whole = filled(area.value, JSON.parse(counted.dataset.fields || "{}"));
  const prices = JSON.parse(counted.dataset.prices || "[]");
  const header = headerOf(prices);
  const now = count(whole, header);
  const segments = (octets) => count(whole, octets ?? 6).segments;
  const badge = piece(
    "span",
    `badge ${now.segments > MOST_SEGMENTS ? "bad" : ""}`,
    fill(words["sms.counter.segments"], now.segments, now.encoding),
  );
  badge.dataset.segments = now.segments;
  const head = document.createElement("p");
  head.append(badge, " ", fill(words["sms.counter.room"], now.length, now.room));
  const parts = [head];
  if (now.segments > MOST_SEGMENTS) {
    parts.push(piece("p", "bad", fill(words["sms.counter.too-long"], MOST_SEGMENTS)));
  }
  const priced = prices.filter(({ price }) => price > 0);
  if (priced.length > 0) {
    parts.push(piece("p", "", fill(words["sms.counter.price"], money(priced, segments))));
  }
  // Who would get it stands on the page, and changes with what is chosen there.
  const facts = document.querySelector(`[data-audience-of="${area.lang}"]`);
  const audience = facts === null ? null : JSON.parse(facts.dataset.audience);
  if (audience !== null) {
    const sum = audience.prices.reduce(
      (all, one) => all + one.people * one.price * segments(one.header),
      0,
    );
    parts.push(
      piece("p", "", fill(words["sms.counter.audience"], audience.people, sum.toFixed(2))),
    );
  }
  if (now.forcing.length > 0) {
    const some = now.forcing.slice(0, MOST_FORCING).join(" ");
    parts.push(piece("p", "", `${words["sms.counter.forcing"]} ${some}`));
    // One odd letter in a Latin text is worth finding; a Cyrillic text consists of them.
    if (now.forcing.length <= FEW) parts.push(marked(whole, now.forcing));
    const other = count(latin(whole), header);
    if (other.segments < now.segments) {
      parts.push(piece("p", "muted", fill(words["sms.counter.latin"], other.segments)));
    }
  }
  counted.replaceChildren(...parts, ...suggestion(area, words, now, counted, header));
}

function counterOf(area) {
  return document.getElementById(area.dataset.counter);
}

function showAll() {
  for (const area of document.querySelectorAll("textarea[data-counter]")) {
    const counted = counterOf(area);
    if (counted) show(area, counted);
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("textarea[data-counter]")) {
    const counted = counterOf(event.target);
    if (counted) show(event.target, counted);
  }
});
document.addEventListener("htmx:afterSwap", showAll);
document.addEventListener("DOMContentLoaded", showAll);
if (document.readyState !== "loading") showAll();
