// The files as they are, for those who know YAML. Mistakes stand beside their lines.
import { h, replace } from "../dom.js";
import { text } from "../words.js";
import { show } from "./ask.js";
import { problemList } from "./problems.js";
import { YamlText } from "./yamledit.js";

export class FilesView {
  constructor(root, { store, mayEdit }) {
    this.store = store;
    this.mayEdit = mayEdit;
    this.path = null;
    this.choice = h("select", { id: "files-path", onchange: () => (location.hash = `#files/${this.choice.value}`) });
    this.area = h("textarea", {
      id: "files-text",
      class: "code",
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      wrap: "off",
      rows: 28,
      readonly: !mayEdit,
      "aria-label": text("script.files.text"),
      "aria-describedby": "files-problems",
    });
    this.gutter = h("div", { class: "gutter", "aria-hidden": "true" });
    this.trouble = h("div", { class: "notice bad", role: "alert", hidden: true });
    this.problems = h("div", { id: "files-problems" });
    this.saved = h("p", { class: "muted small", role: "status" });
    this.button = h("button", { class: "button primary" }, text("script.save"));
    replace(
      root,
      h(
        "form",
        { class: "card stack", onsubmit: (event) => this.save(event) },
        h("p", { class: "field" }, h("label", { for: "files-path" }, text("script.files.file")), this.choice),
        h("div", { class: "editor" }, this.gutter, this.area),
        this.trouble,
        this.problems,
        mayEdit && h("p", { class: "buttons" }, this.button, this.saved),
      ),
    );
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("scroll", () => (this.gutter.scrollTop = this.area.scrollTop));
    this.area.addEventListener("keydown", (event) => this.tab(event));
    addEventListener("beforeunload", (event) => this.isDirty() && event.preventDefault());
  }

  // #files, #files/hotline.yaml, #files/prompts/tg.yaml:12
  async route(parts) {
    const [path, line] = parts.join("/").split(":");
    const paths = this.store.paths();
    const wanted = paths.includes(path) ? path : (this.path ?? "hotline.yaml");
    replace(this.choice, paths.map((one) => h("option", { value: one, selected: one === wanted }, one)));
    if (wanted !== this.path || !this.isDirty()) await this.open(wanted);
    if (line) this.goTo(Number(line));
  }

  async refresh() {
    if (this.path && !this.isDirty()) await this.open(this.path);
    else this.mark();
  }

  isDirty() {
    return this.path !== null && this.area.value !== this.original;
  }

  async open(path) {
    this.path = path;
    this.original = await this.store.file(path);
    this.area.value = this.original;
    this.trouble.hidden = true;
    this.saved.textContent = "";
    this.mark();
  }

  typed() {
    this.saved.textContent = text("script.files.unsaved");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.mark(), 300);
  }

  // Lines with their numbers; those with a mistake are marked and tell it.
  mark() {
    const dirty = this.isDirty();
    const own = dirty
      ? new YamlText(this.area.value).errors.map((one) => ({ ...one, severity: "error", file: this.path, key: "", prompt: "", step: "", remedy: "" }))
      : this.store.check.problems.filter((one) => one.file === this.path);
    const byLine = new Map(own.map((one) => [one.line, one]));
    const lines = this.area.value.split("\n").length;
    replace(
      this.gutter,
      Array.from({ length: lines }, (none, i) => {
        const problem = byLine.get(i + 1);
        return h("span", problem ? { class: problem.severity === "error" ? "is-error" : "is-warning", title: problem.message } : {}, String(i + 1));
      }),
    );
    replace(this.problems, own.length > 0 && problemList(own));
    this.gutter.scrollTop = this.area.scrollTop;
  }

  goTo(line) {
    const at = this.area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const end = this.area.value.indexOf("\n", at);
    this.area.focus();
    this.area.setSelectionRange(at, end < 0 ? this.area.value.length : end);
    const height = this.area.scrollHeight / this.area.value.split("\n").length;
    this.area.scrollTop = Math.max(0, (line - 6) * height);
  }

  // Two spaces for the key Tab, as YAML wants them; Escape first leads out by keyboard.
  tab(event) {
    if (event.key === "Escape") {
      this.free = true;
      return;
    }
    if (event.key === "Tab" && !event.shiftKey && !this.free && this.mayEdit) {
      event.preventDefault();
      this.area.setRangeText("  ", this.area.selectionStart, this.area.selectionEnd, "end");
      this.typed();
    }
    this.free = false;
  }

  async save(event) {
    event.preventDefault();
    if (!this.isDirty()) return;
    this.trouble.hidden = true;
    const words = this.area.value;
    try {
      this.original = words; // what comes back is this
      await this.store.save({ [this.path]: words });
      this.saved.textContent = text("script.files.saved");
    } catch (refused) {
      this.original = null;
      show(this.trouble, refused);
    }
  }
}
