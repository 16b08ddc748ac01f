// The operator's desk. The server draws the card of the call (#call-card); what changes on it is
// told to the other panels as events on the document, and their places are filled for the call.
import { say } from "./frame.js";

let now = { callId: "", phase: "", queue: "", operator: "" };

function onCard() {
  const card = document.querySelector("#call-place #call-card");
  if (!card) return null;
  const { call = "", phase = "", queue = "", operator = "" } = card.dataset;
  return { callId: call, phase, queue, operator };
}

function tell(name, { callId, queue, operator }) {
  document.dispatchEvent(new CustomEvent(`hamroh:${name}`, { detail: { callId, queue, operator } }));
}

const open = (phase) => phase === "ringing" || phase === "talking";

function follow() {
  const next = onCard();
  if (!next || (next.callId === now.callId && next.phase === now.phase)) return;
  const before = now;
  now = next;
  if (open(before.phase) && (before.callId !== next.callId || !open(next.phase))) tell("ended", before);
  if (!next.callId) return;
  const isNew = before.callId !== next.callId;
  if (next.phase === "ringing" && (isNew || before.phase !== "ringing")) tell("ring", next);
  if (next.phase === "talking" && before.phase !== "talking") {
    if (isNew) tell("ring", next); // the page was opened in mid-call
    tell("answered", next);
  }
  if (next.phase === "after" && isNew) {
    fill("ring", next);
    fill("answered", next);
  }
  if (next.phase === "ringing" || (isNew && next.phase === "talking")) {
    say(document.getElementById("call-card").dataset.say);
    if (!writing()) document.getElementById("call-place").scrollIntoView({ block: "nearest" });
  }
}

// Whether a person is typing: then nothing takes the focus or moves the page.
export function writing() {
  const at = document.activeElement;
  return Boolean(at?.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));
}

function load(slot, callId) {
  const address = slot.dataset.panel.replace("{callId}", encodeURIComponent(callId));
  if (slot.dataset.at === address) return;
  slot.dataset.at = address;
  window.htmx.ajax("GET", address, { target: slot, swap: "innerHTML", source: slot }).catch(() => {});
}

function fill(moment, call) {
  for (const slot of document.querySelectorAll(`[data-slot][data-when="${moment}"]`)) {
    const typing = slot.contains(document.activeElement) && writing();
    if (typing) slot.addEventListener("focusout", () => load(slot, now.callId), { once: true });
    else load(slot, call.callId);
  }
}

document.addEventListener("hamroh:ring", (event) => fill("ring", event.detail));
document.addEventListener("hamroh:answered", (event) => fill("answered", event.detail));

// A room that is not there leaves its place empty; what stands in it already stays.
export function ofMissingPanel(event) {
  const slot = event.target?.closest?.("[data-slot]") ?? event.detail?.target?.closest?.("[data-slot]");
  if (!slot || event.detail?.xhr?.status !== 404) return false;
  if (slot.dataset.when) slot.hidden = true;
  return true;
}

document.addEventListener("htmx:afterSwap", (event) => {
  const slot = event.detail.target;
  if (slot?.matches?.("[data-slot]")) slot.hidden = false;
  if (document.getElementById("call-place")) follow();
});

// The card is asked for with the mark of the one that is shown: an unchanged one is not drawn again.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt?.dataset?.desk !== undefined) {
    const card = document.getElementById("call-card");
    if (card) event.detail.parameters.seen = card.dataset.seen;
  }
});

// Panels that wait for no call are fetched once.
window.addEventListener("DOMContentLoaded", () => {
  for (const slot of document.querySelectorAll("[data-slot]:not([data-when])")) load(slot, "");
});
