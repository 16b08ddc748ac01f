// How long and how many keys it takes from the answer to a person, on every path.
import { h, replace } from "../dom.js";
import { named, text } from "../words.js";
import { seconds } from "./card.js";

export class WaysView {
  constructor(root, { store }) {
    Object.assign(this, { root, store });
  }

  async route() {
    this.refresh();
  }

  async refresh() {
    const paths = this.store.check.paths ?? [];
    const languages = this.store.state.languages;
    const column = (language) => named("console.spoken", language);
    replace(
      this.root,
      h("p", { class: "muted" }, text("script.people.help")),
      h(
        "div",
        { class: "card" },
        paths.length === 0
          ? h("p", { class: "empty" }, text("script.people.none"))
          : h(
              "table",
              { class: "stack people" },
              h(
                "thead",
                {},
                h(
                  "tr",
                  {},
                  h("th", { scope: "col" }, text("script.people.to")),
                  h("th", { scope: "col" }, text("script.people.keys")),
                  languages.map((one) => h("th", { scope: "col", class: "right" }, text("script.people.seconds", column(one)))),
                  h("th", { scope: "col" }, text("script.people.way")),
                ),
              ),
              h(
                "tbody",
                {},
                paths.map((path) =>
                  h(
                    "tr",
                    {},
                    h("td", { "data-label": text("script.people.to") }, named("console.queue", path.queue)),
                    h("td", { "data-label": text("script.people.keys") }, path.keys.length > 0 ? path.keys.map((key) => [h("kbd", {}, key), " "]) : text("script.people.no-key")),
                    languages.map((one) => h("td", { class: "right clock", "data-label": text("script.people.seconds", column(one)) }, seconds(path.millis[one] ?? 0))),
                    h("td", { "data-label": text("script.people.way"), class: "way" }, path.steps.map((id, i) => [i > 0 && " → ", h("a", { href: `#map/${id}` }, id)])),
                  ),
                ),
              ),
            ),
      ),
    );
  }
}
