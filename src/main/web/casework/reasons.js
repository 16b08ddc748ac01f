// Reasons found by typing: any word of the label or its group, in any of the three languages, with
// letters that a keyboard may lack.
import { h, replace } from "../dom.js";
import { get } from "../api.js";

const MOST_SHOWN = 8;
const MOST_CHOSEN = 3;

// One answer for all panels of the page; the list changes only with the form's version.
const lists = new Map();

function listOf(version) {
  if (!lists.has(version)) {
    const asked = get(`/casework/reasons/${version}`).catch((trouble) => {
      lists.delete(version); // asked again with the next letter
      throw trouble;
    });
    lists.set(version, asked);
  }
  return lists.get(version);
}

const ALIKE = { ӣ: "и", ӯ: "у", қ: "к", ғ: "г", ҳ: "х", ҷ: "ч", ё: "е", й: "и" };

export const plain = (words) =>
  words.toLowerCase().replace(/[ӣӯқғҳҷёй]/g, (letter) => ALIKE[letter]);

export class Reasons {
  // changed() is called when something was chosen or removed
  constructor(root, version, words, changed) {
    this.version = version;
    this.words = words;
    this.changed = changed;
    this.input = root.querySelector("[data-reason]");
    this.found = root.querySelector("[data-found]");
    this.chips = root.querySelector("[data-chips]");
    this.chosen = [];
    this.list = [];
    this.shown = [];
    this.at = 0;
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("focus", () => this.load());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.hide());
    this.load();
  }

  async load() {
    try {
      this.list = await listOf(this.version);
      this.draw();
    } catch {
      // no connection: the next letter asks again
    }
  }

  async search() {
    if (this.list.length === 0) await this.load();
    const wanted = plain(this.input.value).trim().split(/\s+/).filter(Boolean);
    if (wanted.length === 0) return this.hide();
    const rank = (one) => (plain(one.label).startsWith(wanted[0]) ? 0 : plain(one.label).includes(wanted[0]) ? 1 : 2);
    this.shown = this.list
      .filter((one) => wanted.every((word) => plain(one.words).includes(word)))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MOST_SHOWN);
    this.at = 0;
    this.show();
  }

  show() {
    const options = this.shown.map((one, i) =>
      h(
        "li",
        {
          role: "option",
          id: `reason-option-${i}`,
          "aria-selected": i === this.at ? "true" : "false",
          onmousedown: (event) => {
            event.preventDefault();
            this.choose(one);
          },
        },
        one.label,
        " ",
        h("span", { class: "muted small" }, one.group),
      ),
    );
    replace(
      this.found,
      options.length > 0 ? options : h("li", { class: "empty" }, this.words("casework.script.none")),
    );
    this.found.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    if (options.length > 0) this.input.setAttribute("aria-activedescendant", `reason-option-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  hide() {
    this.found.hidden = true;
    this.shown = [];
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.shown.length === 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.at = (this.at + step + this.shown.length) % this.shown.length;
      this.show();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (this.shown.length > 0) this.choose(this.shown[this.at]);
    } else if (event.key === "Escape") {
      this.hide();
    } else if (event.key === "Backspace" && this.input.value === "" && this.chosen.length > 0) {
      this.remove(this.chosen.at(-1));
    }
  }

  choose(one) {
    if (this.chosen.length < MOST_CHOSEN && !this.chosen.includes(one.id)) {
      this.chosen = [...this.chosen, one.id];
      this.changed();
    }
    this.input.value = "";
    this.hide();
    this.draw();
  }

  remove(id) {
    this.chosen = this.chosen.filter((one) => one !== id);
    this.draw();
    this.changed();
    this.input.focus();
  }

  set(ids) {
    this.chosen = [...ids];
    this.draw();
  }

  label(id) {
    return this.list.find((one) => one.id === id)?.label ?? id;
  }

  draw() {
    replace(
      this.chips,
      this.chosen.map((id) =>
        h(
          "li",
          { class: "badge busy" },
          this.label(id),
          h(
            "button",
            {
              type: "button",
              class: "chip-remove",
              "aria-label": this.words("casework.script.remove", this.label(id)),
              onclick: () => this.remove(id),
            },
            "×",
          ),
        ),
      ),
    );
    this.input.disabled = this.chosen.length >= MOST_CHOSEN;
  }
}
