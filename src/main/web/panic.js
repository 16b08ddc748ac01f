// The operator's panic key: somebody has come near. Ctrl+Shift+L, or two taps on the corner, and the
// console is blank at once and locked on the server a moment later. What stood on the page is taken
// out of it, not covered. A talk goes on, on hold and muted: the caller hears the music, and the
// room hears nothing. Only the password (or a code) brings the console back.
const TAPS_MILLIS = 600;
const AGAIN_MILLIS = 500;

// Until the server has taken it; a page that is loaded meanwhile is blank, too.
const WANTED = "hamroh-lock";

const root = document.documentElement;
const corner = document.querySelector("[data-panic]");
const words = corner ? JSON.parse(corner.dataset.lockWords) : {};
const csrf = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("hamroh-lock") : null;

const text = (key) => words[key] ?? key;

export const isLocked = () => root.dataset.locked !== undefined;

function blank() {
  if (isLocked()) return;
  root.dataset.locked = "yes";
  window.dispatchEvent(new Event("pagehide")); // what is typed is sent, or kept sealed
  const phone = document.querySelector("hamroh-phone");
  document.title = "–";
  document.body.className = "blank";
  const kept = document.createElement("div");
  kept.hidden = true;
  if (phone) kept.append(phone);
  document.body.replaceChildren(curtain(), kept);
  for (const sheet of document.querySelectorAll("head link[rel=icon]")) sheet.remove();
  performance.mark("hamroh-blank");
  quiet(phone);
}

// Nobody rings at a desk that is locked; a talk waits.
function quiet(phone) {
  if (!phone) return;
  const act = (name) => document.dispatchEvent(new CustomEvent("hamroh:phone-do", { detail: { act: name } }));
  if (phone.dataset.talking) {
    act("mute");
    act("hold");
  } else {
    act("offline");
  }
  document.addEventListener("hamroh:phone", (event) => {
    if (event.detail.state === "registered") act("offline"); // the talk is over
  });
}

function curtain() {
  const form = document.createElement("form");
  form.className = "stack";
  const trouble = document.createElement("p");
  trouble.setAttribute("role", "alert");
  trouble.className = "notice bad";
  trouble.hidden = true;
  const label = document.createElement("label");
  label.className = "field";
  label.textContent = text("login.js.password");
  const field = document.createElement("input");
  Object.assign(field, { type: "password", name: "password", autocomplete: "current-password", required: true, maxLength: 200 });
  label.append(field);
  const button = document.createElement("button");
  button.className = "button primary";
  button.textContent = text("login.js.unlock");
  form.append(trouble, label, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    const said = await unlock(field.value);
    if (!said) return;
    field.value = "";
    trouble.textContent = said;
    trouble.hidden = false;
    field.focus();
  });
  const main = document.createElement("main");
  main.className = "curtain";
  main.append(form);
  requestAnimationFrame(() => field.focus());
  return main;
}

async function send(path, fields) {
  return fetch(path, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded", ...csrf },
    body: new URLSearchParams(fields),
    keepalive: true,
  });
}

// Answers nothing when the console comes back.
async function unlock(password) {
  try {
    const answer = await send("/unlock", { password });
    if (answer.status === 403) return text("login.js.wrong");
    if (answer.status === 429) return text("login.js.later");
    if (answer.status !== 204 && answer.status !== 401) return text("login.js.away");
    root.dataset.locked = "opened";
    tabs?.postMessage("opened");
    location.reload();
    return "";
  } catch {
    return text("login.js.away");
  }
}

// Again until the server has taken it: a network that is gone must not leave the console open.
async function lock() {
  try {
    localStorage.setItem(WANTED, "yes");
  } catch {
    // a forbidden storage: this page goes on trying
  }
  try {
    const answer = await send("/lock", {});
    if (answer.status === 403) {
      root.dataset.locked = "opened";
      location.reload(); // somebody has logged in anew since: with that page's token then
      return;
    }
    if (answer.ok) {
      localStorage.removeItem(WANTED);
      performance.mark("hamroh-locked");
      return;
    }
  } catch {
    // the network: again
  }
  setTimeout(lock, AGAIN_MILLIS);
}

function panic() {
  if (isLocked()) return;
  performance.mark("hamroh-panic");
  blank();
  tabs?.postMessage("locked");
  lock();
}

if (corner) {
  window.addEventListener(
    "keydown",
    (event) => {
      if (!event.ctrlKey || !event.shiftKey || event.altKey || event.code !== "KeyL") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      panic();
    },
    true,
  );
  let tapped = -TAPS_MILLIS;
  corner.addEventListener("pointerdown", (event) => {
    if (event.timeStamp - tapped < TAPS_MILLIS) panic();
    tapped = event.timeStamp;
  });
  tabs?.addEventListener("message", (event) => {
    if (event.data === "locked") blank();
    else if (isLocked()) {
      root.dataset.locked = "opened";
      location.reload();
    }
  });
  // The server says that it is locked: another tab was quicker.
  document.addEventListener("hamroh:locked", blank);
  document.addEventListener("hamroh:phone", (event) => {
    const phone = document.querySelector("hamroh-phone");
    if (!phone) return;
    if (["talking", "held"].includes(event.detail.state)) phone.dataset.talking = "yes";
    else delete phone.dataset.talking;
  });
  let wanted = null;
  try {
    wanted = localStorage.getItem(WANTED);
  } catch {
    // a forbidden storage holds nothing
  }
  if (wanted) panic();
}
