// Every text that callers hear: found by its words, changed in all languages side by side.
import { h, replace } from "../dom.js";
import { language, named, text } from "../words.js";
import { ask } from "./ask.js";
import { toggle } from "./player.js";
import { problemList } from "./problems.js";

// About how fast the voices speak.
const MILLIS_PER_LETTER = 70;
const GLOSS = "en";
const FIELDS = ["reviewedOn", "validUntil", "owner"];

export class TextsView {
  constructor(root, { store, mayEdit }) {
    this.store = store;
    this.mayEdit = mayEdit;
    this.search = h("input", { type: "search", id: "texts-search", oninput: () => this.list() });
    this.only = h(
      "select",
      { id: "texts-only", onchange: () => this.list() },
      ["all", "expired", "review", "problems", "unused"].map((one) => h("option", { value: one }, text(`script.texts.only.${one}`))),
    );
    this.items = h("ul", { class: "list texts" });
    this.count = h("p", { class: "muted small", role: "status" });
    replace(
      root,
      h(
        "div",
        { class: "pair tight" },
        h("p", { class: "field" }, h("label", { for: "texts-search" }, text("script.texts.search")), this.search),
        h("p", { class: "field" }, h("label", { for: "texts-only" }, text("script.texts.only")), this.only),
      ),
      this.count,
      h("div", { class: "card" }, this.items),
    );
  }

  languages() {
    return this.store
      .paths()
      .filter((path) => path.startsWith("prompts/"))
      .map((path) => path.slice("prompts/".length, -".yaml".length))
      .sort((one, other) => (one === GLOSS) - (other === GLOSS) || this.rank(one) - this.rank(other));
  }

  rank(one) {
    return this.store.state.languages.indexOf(one);
  }

  // #texts, #texts/main-menu
  async route(parts) {
    await this.refresh();
    const name = parts.join("/");
    if (name && this.prompts.has(name)) this.open(name);
  }

  async refresh() {
    const languages = this.languages();
    const files = await Promise.all(languages.map((one) => this.store.yaml(`prompts/${one}.yaml`)));
    this.yamls = new Map(languages.map((one, i) => [one, files[i]]));
    this.prompts = new Map();
    for (const [one, yaml] of this.yamls) {
      for (const [name, prompt] of Object.entries(yaml.value)) {
        if (!this.prompts.has(name)) this.prompts.set(name, {});
        this.prompts.get(name)[one] = prompt;
      }
    }
    this.usedBy = new Map();
    for (const node of this.store.graph.nodes) {
      for (const prompt of node.prompts) {
        if (!this.usedBy.has(prompt.name)) this.usedBy.set(prompt.name, []);
        this.usedBy.get(prompt.name).push(node.id);
      }
    }
    this.list();
  }

  list() {
    const words = this.search.value.trim().toLocaleLowerCase(language);
    const day = new Date().toISOString().slice(0, 10);
    const wanted = [...this.prompts].filter(([name, prompt]) => {
      const all = Object.values(prompt);
      const kept = {
        all: () => true,
        expired: () => all.some((one) => one.validUntil && String(one.validUntil) < day),
        review: () => all.some((one) => one.legalReview === "needed"),
        problems: () => this.problems(name).length > 0,
        unused: () => !this.usedBy.has(name),
      }[this.only.value]();
      return kept && (!words || name.includes(words) || all.some((one) => one.text?.toLocaleLowerCase(language).includes(words)));
    });
    this.count.textContent = text("script.texts.count", wanted.length, this.prompts.size);
    replace(this.items, wanted.map(([name, prompt]) => this.row(name, prompt, day)));
  }

  problems(name) {
    return this.store.check.problems.filter((problem) => problem.prompt === name);
  }

  row(name, prompt, day) {
    const shown = prompt[language] ?? prompt[this.store.state.languages[0]] ?? Object.values(prompt)[0];
    const expired = Object.values(prompt).some((one) => one.validUntil && String(one.validUntil) < day);
    return h(
      "li",
      {},
      h(
        "a",
        { class: "text-row", href: `#texts/${name}`, "data-name": name },
        h("strong", {}, name),
        expired && h("span", { class: "badge bad" }, text("script.texts.expired")),
        prompt[this.store.state.languages[0]]?.legalReview === "needed" && h("span", { class: "badge warn" }, text("script.texts.review")),
        this.problems(name).length > 0 && h("span", { class: "badge bad" }, text("script.problem.error")),
        h("span", { class: "step-words" }, shown?.text),
      ),
    );
  }

  open(name) {
    const prompt = this.prompts.get(name);
    const languages = this.languages();
    const spoken = languages.filter((one) => one !== GLOSS || this.store.state.languages.includes(GLOSS));
    const boxes = new Map();
    const columns = languages.map((one) => {
      const id = `text-${one}`;
      const length = h("span", { class: "muted small" });
      const area = h("textarea", { id, lang: one, rows: 7, maxlength: 5000, readonly: !this.mayEdit, value: prompt[one]?.text ?? "" });
      const count = () => {
        length.textContent = spoken.includes(one)
          ? text("script.texts.length", Math.round((area.value.length * MILLIS_PER_LETTER) / 1000))
          : text("script.texts.gloss");
      };
      area.addEventListener("input", count);
      count();
      boxes.set(one, area);
      const button =
        spoken.includes(one) &&
        h(
          "button",
          {
            type: "button",
            class: "button play",
            "aria-pressed": "false",
            "aria-label": text("script.prompt.play", name, named("console.spoken", one)),
            onclick: () => toggle(button, `/api/v1/sounds/${one}?prompt=${encodeURIComponent(name)}&of=${this.store.of}`),
          },
          h("span", { "aria-hidden": "true" }),
        );
      return h("div", { class: "column" }, h("p", { class: "column-head" }, h("label", { for: id }, named("console.spoken", one)), length, button), area);
    });
    const first = prompt[spoken[0]] ?? {};
    const fields = FIELDS.map((field) => {
      const id = `text-${field}`;
      const input = h("input", { id, type: field === "owner" ? "text" : "date", maxlength: 100, readonly: !this.mayEdit, value: first[field] ? String(first[field]) : "" });
      return { field, input, row: h("p", { class: "field" }, h("label", { for: id }, text(`script.texts.${field}`)), input) };
    });
    const review = h("input", { type: "checkbox", id: "text-review", checked: first.legalReview === "needed", disabled: !this.mayEdit });
    const used = this.usedBy.get(name) ?? [];
    const body = [
      this.problems(name).length > 0 && problemList(this.problems(name), { places: false }),
      h("div", { class: "columns" }, columns),
      h("p", { class: "muted small" }, text("script.texts.hint", "{name}")),
      h("div", { class: "columns" }, fields.map((one) => one.row)),
      h("p", { class: "check" }, h("label", {}, review, " ", text("script.texts.needs-review"))),
      h(
        "p",
        { class: "small" },
        used.length > 0 ? [`${text("script.texts.used")} `, used.map((id, i) => [i > 0 && ", ", h("a", { href: `#map/${id}` }, id)])] : text("script.texts.unused"),
        first.source && ` · ${text("script.texts.source", first.source)}`,
      ),
    ];
    const dialog = ask({
      title: name,
      wide: true,
      label: text("script.save"),
      body,
      act: () => this.mayEdit && this.save(name, boxes, fields, review, spoken),
    });
    dialog.addEventListener("click", (event) => event.target.closest("a[href^='#']") && dialog.close());
    dialog.addEventListener("close", () => location.hash === `#texts/${name}` && history.replaceState(null, "", "#texts"));
    if (!this.mayEdit) dialog.querySelector(".button.primary").hidden = true;
  }

  // The dates, the owner and the lawyer's mark hold for the text in all spoken languages.
  async save(name, boxes, fields, review, spoken) {
    const texts = {};
    for (const [one, area] of boxes) {
      const path = `prompts/${one}.yaml`;
      const yaml = await this.store.yaml(path);
      const prompt = this.prompts.get(name)[one];
      const words = area.value.trim().replace(/\s+/g, " ");
      if (words !== (prompt?.text ?? "")) {
        if (prompt) yaml.set([name, "text"], words || " ");
        else yaml.addLast(name, { text: words, source: "staff", legalReview: "no" });
      }
      if (spoken.includes(one) && yaml.node([name])) {
        for (const { field, input } of fields) {
          if (input.value !== String(prompt?.[field] ?? "")) yaml.set([name, field], input.value || null);
        }
        const needed = review.checked ? "needed" : "no";
        if (needed !== (prompt?.legalReview ?? "no")) yaml.set([name, "legalReview"], needed);
      }
      if (yaml.source !== (await this.store.file(path))) texts[path] = yaml.source;
    }
    if (Object.keys(texts).length === 0) return true;
    await this.store.save(texts);
    await this.refresh();
    const left = this.problems(name);
    if (left.some((one) => one.severity === "error")) {
      // Kept in the draft; what is wrong with it is shown at once, where it was written.
      throw { problem: { problems: left }, status: 422 };
    }
    return true;
  }
}
