// The command palette: every page, every action that the page offers now, and the answers by topic,
// found by typing. Arrows choose, Enter does it, Escape goes back to where one was.
import { act, labelOf, shortcuts } from "./keys.js";
import { word } from "./frame.js";

const MOST = 12;
const dialog = document.querySelector("dialog.palette");
const field = dialog?.querySelector("input");
const list = dialog?.querySelector("ul");
const nothing = dialog?.querySelector(".empty");
let commands = [];
let topics = [];
let shown = [];
let chosen = 0;
let asking = 0;

function gather(openHelp) {
  const found = [];
  for (const element of document.querySelectorAll("[data-shortcut], [data-phone]")) {
    if (element.dataset.phone === undefined && !shortcuts().includes(element)) continue;
    found.push({ label: labelOf(element), key: element.dataset.shortcut ?? "", run: () => act(element) });
  }
  for (const button of document.querySelectorAll("form.own-form button, [data-command]")) {
    if (!button.dataset.shortcut) found.push({ label: labelOf(button), key: "", run: () => button.click() });
  }
  for (const link of document.querySelectorAll(".top nav a")) {
    found.push({ label: labelOf(link), kind: word("palette.page"), key: "", run: () => link.click() });
  }
  for (const button of document.querySelectorAll(".languages button")) {
    found.push({ label: labelOf(button), kind: word("palette.language"), key: "", run: () => button.click() });
  }
  found.push({ label: word("keys.help"), key: "?", run: openHelp });
  const logout = document.querySelector(".who button");
  if (logout) found.push({ label: labelOf(logout), key: "", run: () => logout.click() });
  return found;
}

function draw() {
  const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  shown = [...commands.filter((one) => wanted.every((w) => one.label.toLowerCase().includes(w))), ...topics].slice(0, MOST);
  chosen = Math.min(chosen, Math.max(0, shown.length - 1));
  list.replaceChildren(
    ...shown.map((one, i) => {
      const li = document.createElement("li");
      li.id = `palette-${i}`;
      li.setAttribute("role", "option");
      li.setAttribute("aria-selected", String(i === chosen));
      const label = document.createElement("span");
      label.className = "grow";
      label.textContent = one.label;
      li.append(label);
      if (one.kind) {
        const kind = document.createElement("span");
        kind.className = "muted small";
        kind.textContent = one.kind;
        li.append(kind);
      }
      if (one.key) {
        const kbd = document.createElement("kbd");
        kbd.textContent = one.key;
        li.append(kbd);
      }
      li.addEventListener("pointermove", () => choose(i));
      li.addEventListener("click", () => run(i));
      return li;
    }),
  );
  nothing.hidden = shown.length > 0;
  field.setAttribute("aria-activedescendant", shown.length ? `palette-${chosen}` : "");
}

function choose(i) {
  if (i === chosen) return;
  list.children[chosen]?.setAttribute("aria-selected", "false");
  chosen = i;
  list.children[chosen]?.setAttribute("aria-selected", "true");
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", `palette-${chosen}`);
}

function run(i) {
  const one = shown[i];
  if (!one) return;
  dialog.close(); // the focus goes back to where it was, then the command may move it
  one.run();
}

// What the answers hold on this, from the server; a slow answer to an earlier query is thrown away.
async function askTopics() {
  const mine = ++asking;
  const query = field.value.trim();
  const answers = document.getElementById("answers");
  if (query.length < 2 || !answers) {
    topics = [];
    return;
  }
  try {
    const reply = await fetch(`/panels/console/topics?q=${encodeURIComponent(query)}`);
    if (!reply.ok) return;
    const found = await reply.json();
    if (mine !== asking) return;
    topics = found.map(({ topic, label }) => ({
      label,
      kind: word("palette.answers"),
      key: "",
      run: () => {
        window.htmx
          .ajax("GET", `/panels/console/answers?topic=${encodeURIComponent(topic)}`, { target: answers, swap: "innerHTML" })
          .then(() => document.getElementById("answers-topic")?.focus())
          .catch(() => {});
      },
    }));
    draw();
  } catch {
    // The server is away: the commands of the page still work.
  }
}

export function openPalette(openHelp) {
  if (!dialog || dialog.open) return;
  document.querySelector("dialog[open]")?.close();
  commands = gather(openHelp);
  topics = [];
  chosen = 0;
  field.value = "";
  dialog.showModal();
  field.focus();
  draw();
}

if (dialog) {
  let later = 0;
  field.addEventListener("input", () => {
    chosen = 0;
    draw();
    clearTimeout(later);
    later = setTimeout(askTopics, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (shown.length) choose((chosen + step + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(chosen);
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
