// Shortcuts of one key. Whatever has data-shortcut="R" is pressed by R, or takes the focus when it
// is a field or a heading. Keys are places on the keyboard, so they work in every layout: R is the
// key that types к in Russian. They never act while somebody types, and can be switched off.
import { writing } from "./desk.js";
import { word } from "./frame.js";
import { openPalette } from "./palette.js";

const SWITCHED_OFF = "hamroh-no-single-keys";

const singleKeys = () => localStorage.getItem(SWITCHED_OFF) === null;

// Where it can be seen, or it is a command that needs no place.
const usable = (element) =>
  element.dataset.phone !== undefined ||
  (element.getClientRects().length > 0 && !element.disabled && !element.closest("[hidden], [inert]"));

export function shortcuts() {
  return [...document.querySelectorAll("[data-shortcut]")].filter(usable);
}

export const labelOf = (element) =>
  element.dataset.label || element.getAttribute("aria-label") || element.textContent.replace(/\s+/g, " ").trim();

export function act(element) {
  if (element.matches("button, a, summary")) element.click();
  else {
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("click", (event) => {
  const command = event.target.closest?.("[data-phone]");
  if (!command) return;
  document.dispatchEvent(new CustomEvent("hamroh:phone-do", { detail: { act: command.dataset.phone } }));
});

const help = document.querySelector("dialog.help");

function openHelp() {
  const list = help.querySelector(".keys");
  const rows = [["Ctrl K", word("keys.palette")], ["Ctrl Shift L", word("keys.panic")], ["?", word("keys.help")], ["Esc", word("keys.close")]];
  for (const element of shortcuts()) rows.push([element.dataset.shortcut, labelOf(element)]);
  list.replaceChildren(
    ...rows.map(([key, label]) => {
      const row = document.createElement("div");
      const dt = document.createElement("dt");
      const kbd = document.createElement("kbd");
      const dd = document.createElement("dd");
      kbd.textContent = key;
      dd.textContent = label;
      dt.append(kbd);
      row.append(dt, dd);
      return row;
    }),
  );
  help.querySelector("[name=single]").checked = singleKeys();
  help.showModal();
}

if (help) {
  help.querySelector(".close").addEventListener("click", () => help.close());
  help.querySelector("[name=single]").addEventListener("change", (event) => {
    if (event.target.checked) localStorage.removeItem(SWITCHED_OFF);
    else localStorage.setItem(SWITCHED_OFF, "1");
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") {
      event.preventDefault();
      openPalette(openHelp);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    if (writing() || document.querySelector("dialog[open]") || !singleKeys()) return;
    if (event.key === "?") {
      event.preventDefault();
      openHelp();
      return;
    }
    if (event.shiftKey) return;
    const key = /^Key([A-Z])$/.exec(event.code)?.[1] ?? /^Digit([0-9])$/.exec(event.code)?.[1];
    const element = key && shortcuts().find((one) => one.dataset.shortcut === key);
    if (element) {
      event.preventDefault();
      act(element);
    }
  });
  document.querySelector(".palette-open")?.addEventListener("click", () => openPalette(openHelp));
}

// The list of pages, folded away on a narrow screen.
const menu = document.querySelector(".top .menu");
menu?.addEventListener("click", () => {
  const isOpen = menu.getAttribute("aria-expanded") !== "true";
  menu.setAttribute("aria-expanded", String(isOpen));
});
