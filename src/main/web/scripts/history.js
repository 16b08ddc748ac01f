// What was published, by whom, when and why; what changed, in the words of each language; and the way
// back.
import { h, replace } from "../dom.js";
import { named, text } from "../words.js";
import { ask } from "./ask.js";
import { differences } from "./difference.js";

export class HistoryView {
  constructor(root, { store, mayEdit }) {
    Object.assign(this, { root, store, mayEdit });
  }

  // #history, #history/12, #history/draft
  async route([number]) {
    this.number = number ?? null;
    await this.refresh();
  }

  async refresh() {
    const { versions } = await this.store.versions();
    const draft = this.store.draft;
    replace(
      this.root,
      h(
        "ol",
        { class: "list card versions" },
        this.store.hasDraft &&
          this.entry("draft", text("script.history.draft"), draft.changedBy, draft.changedAt, "", null, this.store.state.published.number),
        versions.map((one, i) =>
          this.entry(String(one.number), text("script.history.version", one.number), one.author, one.createdAt, one.note, one.kind, versions[i + 1]?.number, i === 0),
        ),
      ),
    );
  }

  entry(id, title, author, at, note, kind, before, onLine = false) {
    const open = this.number === id;
    const box = h("div", { class: "difference" });
    if (open) this.compare(box, id, before);
    return h(
      "li",
      { class: "version", "data-version": id },
      h(
        "div",
        { class: "version-head" },
        h("h2", {}, title),
        onLine && h("span", { class: "badge good" }, text("script.history.on-line")),
        kind && kind !== "published" && h("span", { class: "badge" }, named("script.history.kind", kind)),
        h("span", { class: "muted" }, kind === "shipped" || kind === "folder" ? day(at) : `${day(at)} · ${author}`),
      ),
      note && h("p", { class: "version-note" }, note),
      h(
        "p",
        { class: "buttons" },
        before !== undefined && h("a", { class: "button", href: open ? "#history" : `#history/${id}`, "aria-expanded": String(open) }, text("script.history.changes")),
        id !== "draft" && !onLine && this.mayEdit && h("button", { type: "button", class: "button", onclick: () => this.restore(id) }, text("script.history.restore")),
      ),
      box,
    );
  }

  async compare(box, id, before) {
    replace(box, h("p", { class: "muted" }, text("script.wait")));
    replace(box, differences(await this.store.diff(before, id), this.store.state.languages));
  }

  async restore(number) {
    const published = this.store.state.published.number;
    const changes = h("div", { class: "difference" }, h("p", { class: "muted" }, text("script.wait")));
    const note = h("input", { id: "restore-note", required: true, maxlength: 500 });
    ask({
      title: text("script.history.restore.title", number),
      wide: true,
      label: text("script.history.restore"),
      body: [
        h("p", {}, text("script.history.restore.help")),
        h("p", { class: "field" }, h("label", { for: "restore-note" }, text("script.publish.note")), note),
        changes,
      ],
      act: async () => {
        await this.store.restore(number, note.value);
        location.hash = "#history";
      },
    });
    replace(changes, differences(await this.store.diff(published, number), this.store.state.languages));
  }
}

// 22.11.2026 14:05, by the clock of whoever looks
export function day(at) {
  if (!at) return "";
  const date = new Date(at);
  const two = (n) => String(n).padStart(2, "0");
  return `${two(date.getDate())}.${two(date.getMonth() + 1)}.${date.getFullYear()} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
