// Above everything: what is on the line, what waits in the draft, what keeps it from being published,
// and what else somebody should look at.
import { h, replace } from "../dom.js";
import { text } from "../words.js";
import { ask } from "./ask.js";
import { differences } from "./difference.js";
import { day } from "./history.js";
import { problemList } from "./problems.js";

export class Banner {
  constructor(root, { store, mayEdit }) {
    Object.assign(this, { root, store, mayEdit });
    store.onChange(() => this.draw());
    store.onProgress = () => this.draw();
  }

  draw() {
    const { state, check, errors } = this.store;
    const { published, draft } = state;
    replace(
      this.root,
      h(
        "div",
        { class: "line-state" },
        h("span", { class: "badge good" }, text("script.on-line", published.number)),
        h("span", { class: "muted" }, day(published.createdAt), !["shipped", "folder"].includes(published.kind) && ` · ${published.author}`, published.note && ` · ${published.note}`),
      ),
      state.publishing && publishing(state.publishing),
      this.store.hasDraft && !state.publishing && this.draft(draft, errors, check),
      state.notices.map((notice) => this.notice(notice)),
      !this.store.hasDraft && check.problems.length > 0 && this.found(check.problems),
    );
  }

  draft(draft, errors, check) {
    const files = draft.changes.map((change) => change.path);
    return h(
      "section",
      { class: `notice draft ${errors.length > 0 ? "bad" : "warn"}`, "aria-labelledby": "draft-title" },
      h("h2", { id: "draft-title" }, text("script.draft.title")),
      h("p", {}, text("script.draft.by", draft.changedBy, day(draft.changedAt)), " ", h("span", { class: "small" }, files.join(", "))),
      errors.length > 0 && h("p", {}, text("script.draft.errors", errors.length)),
      check.problems.length > 0 && this.found(check.problems),
      h(
        "p",
        { class: "buttons" },
        this.mayEdit && h("button", { type: "button", class: "button primary", disabled: errors.length > 0, onclick: () => this.publish() }, text("script.publish")),
        h("a", { class: "button", href: "#history/draft" }, text("script.history.changes")),
        this.mayEdit && h("button", { type: "button", class: "button", onclick: () => this.discard() }, text("script.discard")),
      ),
    );
  }

  found(problems) {
    const errors = problems.filter((one) => one.severity === "error").length;
    return h(
      "details",
      { class: "found", open: errors > 0 },
      h("summary", {}, text("script.problem.count", errors, problems.length - errors)),
      problemList(problems),
    );
  }

  notice(notice) {
    const details = notice.details;
    return h(
      "div",
      { class: `notice ${["expires-soon", "folder-changed"].includes(notice.kind) ? "warn" : "bad"}` },
      h("span", {}, text(`script.notice.${notice.kind}`, details.prompt ?? details.version ?? "", details.day ? shown(details.day) : "", details.owner ?? "", details.language ?? details.count ?? "")),
      details.prompt && [" ", h("a", { href: `#texts/${details.prompt}` }, text("script.notice.look"))],
      notice.problems?.length > 0 && problemList(notice.problems, { limit: 5 }),
      notice.kind === "folder-changed" &&
        this.mayEdit &&
        h(
          "p",
          { class: "buttons" },
          h("button", { type: "button", class: "button", onclick: () => this.folder(true) }, text("script.folder.take")),
          h("button", { type: "button", class: "button", onclick: () => this.folder(false) }, text("script.folder.ignore")),
        ),
    );
  }

  folder(take) {
    ask({
      title: text(take ? "script.folder.take" : "script.folder.ignore"),
      label: text(take ? "script.folder.take" : "script.folder.ignore"),
      body: h("p", {}, text(take ? "script.folder.take.help" : "script.folder.ignore.help")),
      act: () => this.store.takeFolder(take),
    });
  }

  publish() {
    const { state } = this.store;
    const note = h("input", { id: "publish-note", required: true, maxlength: 500 });
    const changes = h("div", { class: "difference" }, h("p", { class: "muted" }, text("script.wait")));
    ask({
      title: text("script.publish.title"),
      wide: true,
      label: text("script.publish"),
      body: [
        h("p", {}, text("script.publish.help")),
        h("p", { class: "field" }, h("label", { for: "publish-note" }, text("script.publish.note")), note),
        changes,
      ],
      act: () => this.store.publish(note.value),
    });
    this.store.diff("published", "draft").then((diff) => replace(changes, differences(diff, state.languages)));
  }

  discard() {
    ask({
      title: text("script.discard.title"),
      label: text("script.discard"),
      danger: true,
      body: h("p", {}, text("script.discard.help")),
      act: () => this.store.discard(),
    });
  }
}

// Callers hear a version when all its sounds are made.
function publishing({ author, done, all }) {
  return h(
    "div",
    { class: "notice busy", role: "status" },
    all > 0 ? text("script.publishing", author, done, all) : text("script.publishing.check", author),
    h("progress", { class: "bar", max: all || 1, value: done, "aria-hidden": "true" }),
  );
}

function shown(date) {
  return date.split("-").reverse().join(".");
}
