// What somebody wants to hear with the telephone: which state of the scripts, in which language, from
// where, as whom and at what time.
import { h, replace } from "../dom.js";
import { named, text } from "../words.js";

const COUNTRIES = ["TJ", "RU", "KZ", "UZ", "KG"];

export class WishForm {
  // starts() gives the places where a call can begin: [{script, steps: [name, …]}, …]
  constructor({ languages, starts, onRing }) {
    this.starts = starts;
    this.draft = false;
    this.of = h("select", { id: "phone-of" });
    this.start = h("select", { id: "phone-start" });
    this.language = h(
      "select",
      { id: "phone-language" },
      h("option", { value: "" }, text("script.phone.language.ask")),
      languages.map((one) => h("option", { value: one }, named("console.spoken", one))),
    );
    this.country = h(
      "select",
      { id: "phone-country" },
      h("option", { value: "" }, text("script.phone.country.none")),
      COUNTRIES.map((one) => h("option", { value: one }, named("script.phone.country", one))),
    );
    this.time = h("input", { id: "phone-time", type: "datetime-local" });
    this.returning = h("input", { type: "checkbox", id: "phone-returning" });
    this.openCase = h("input", { type: "checkbox", id: "phone-case" });
    this.element = h(
      "form",
      { class: "stack phone-form", onsubmit: (event) => {
          event.preventDefault();
          onRing();
        } },
      h("p", { class: "muted small" }, text("script.phone.help")),
      h(
        "div",
        { class: "pair tight" },
        field("phone-of", text("script.phone.of"), this.of),
        field("phone-language", text("script.phone.language"), this.language),
      ),
      h(
        "details",
        {},
        h("summary", {}, text("script.phone.circumstances")),
        field("phone-start", text("script.phone.start"), this.start),
        h(
          "div",
          { class: "pair tight" },
          field("phone-country", text("script.phone.country"), this.country),
          field("phone-time", text("script.phone.time"), this.time),
        ),
        h("p", { class: "check" }, h("label", {}, this.returning, " ", text("script.phone.returning"))),
        h("p", { class: "check" }, h("label", {}, this.openCase, " ", text("script.phone.case"))),
      ),
      h("button", { class: "button primary wide" }, text("script.phone.ring")),
    );
  }

  get wish() {
    return {
      of: this.of.value,
      start: this.start.value,
      language: this.language.value || null,
      country: this.country.value || null,
      time: this.time.value || null,
      returning: this.returning.checked,
      openCase: this.openCase.checked,
    };
  }

  // The list of starts and whether there is a draft, after either has changed.
  refresh(draft) {
    // Whoever has just changed something wants to hear that.
    const of = draft && !this.draft ? "draft" : this.of.value;
    this.draft = draft;
    replace(
      this.of,
      draft && h("option", { value: "draft" }, text("script.of.draft")),
      h("option", { value: "published" }, text("script.of.published")),
    );
    if (of && [...this.of.options].some((one) => one.value === of)) this.of.value = of;
    const start = this.start.value || "hotline";
    replace(
      this.start,
      this.starts().map((group) =>
        h(
          "optgroup",
          { label: group.script },
          group.steps.map((step, i) => h("option", { value: i === 0 ? group.script : `${group.script}/${step}` }, step)),
        ),
      ),
    );
    this.startAt(start);
  }

  startAt(place) {
    const known = [...this.start.options].map((one) => one.value);
    const script = place.split("/")[0];
    const first = this.starts().find((group) => group.script === script)?.steps[0];
    this.start.value = known.includes(place) ? place : place === `${script}/${first}` ? script : "hotline";
  }
}

function field(id, label, input) {
  return h("p", { class: "field" }, h("label", { for: id }, label), input);
}
