// When people are there: shifts by weekday, days that are unlike the others, and the holidays of each
// country and year.
import { h, replace } from "../dom.js";
import { language, named, text } from "../words.js";
import { ask, show } from "./ask.js";

const DAYS = ["everyDay", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const HOURS = "hours.yaml";
const SHIFT = "([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)";
const SHIFTS = `\\s*(${SHIFT}(\\s*,\\s*${SHIFT})*)?\\s*`;

export class HoursView {
  constructor(root, { store, mayEdit }) {
    Object.assign(this, { root, store, mayEdit });
  }

  async route([year]) {
    this.year = year;
    await this.refresh();
  }

  async refresh() {
    const paths = this.store.paths();
    this.hours = paths.includes(HOURS) ? await this.store.yaml(HOURS) : null;
    const years = paths.filter((path) => path.startsWith("holidays/")).map((path) => path.slice("holidays/".length, -".yaml".length));
    const now = String(new Date().getFullYear());
    this.year = years.includes(this.year) ? this.year : years.includes(now) ? now : years.at(-1);
    this.holidays = this.year ? await this.store.yaml(`holidays/${this.year}.yaml`) : null;
    replace(
      this.root,
      !this.hours && h("p", { class: "empty" }, text("script.hours.none")),
      this.hours && Object.entries(this.hours.value.schedules ?? {}).map(([name, one]) => this.schedule(name, one)),
      this.holidays && this.calendar(years),
    );
  }

  schedule(name, schedule) {
    const countries = this.holidays ? Object.keys(this.holidays.value) : [];
    const days = DAYS.map((day) => {
      const shifts = schedule.week[day];
      const input = h("input", {
        id: `hours-${name}-${day}`,
        value: (shifts ?? []).join(", "),
        pattern: SHIFTS,
        title: text("script.hours.pattern"),
        placeholder: day === "everyDay" ? "08:00-17:00" : "",
        disabled: !this.mayEdit,
      });
      const state = h(
        "select",
        { "aria-label": `${named("script.day", day)}: ${text("script.hours.state")}`, disabled: !this.mayEdit },
        day !== "everyDay" && h("option", { value: "same", selected: shifts === undefined }, text("script.hours.same")),
        h("option", { value: "own", selected: shifts?.length > 0 }, text("script.hours.own")),
        h("option", { value: "off", selected: shifts?.length === 0 }, text("script.hours.off")),
      );
      const settle = () => (input.hidden = state.value !== "own");
      state.addEventListener("change", () => {
        settle();
        if (!input.hidden) input.focus();
      });
      settle();
      return { day, input, state };
    });
    const closes = countries.map((country) => ({
      country,
      box: h("input", { type: "checkbox", checked: (schedule.holidays ?? []).includes(country), disabled: !this.mayEdit }),
    }));
    const trouble = h("div", { class: "notice bad", role: "alert", hidden: true });
    const form = h(
      "form",
      {
        class: "stack",
        onsubmit: async (event) => {
          event.preventDefault();
          try {
            await this.saveWeek(name, schedule, days, closes);
          } catch (refused) {
            show(trouble, refused);
          }
        },
      },
      h(
        "table",
        { class: "stack hours" },
        h("caption", { class: "unseen" }, name),
        h(
          "tbody",
          {},
          days.map(({ day, input, state }) =>
            h("tr", {}, h("th", { scope: "row" }, h("label", { for: input.id }, named("script.day", day))), h("td", {}, state), h("td", { class: "shifts" }, input)),
          ),
        ),
      ),
      h("p", { class: "muted small" }, text("script.hours.pattern")),
      countries.length > 0 &&
        h(
          "fieldset",
          {},
          h("legend", {}, text("script.hours.holidays")),
          closes.map(({ country, box }) => h("label", { class: "check" }, box, " ", named("script.phone.country", country))),
        ),
      trouble,
      this.mayEdit && h("p", {}, h("button", { class: "button primary" }, text("script.save"))),
    );
    return h(
      "section",
      { class: "card", "aria-labelledby": `schedule-${name}` },
      h("h2", { id: `schedule-${name}` }, text("script.hours.schedule", name)),
      schedule.timeZone && h("p", { class: "muted" }, text("script.hours.zone", schedule.timeZone)),
      form,
      this.exceptions(name, schedule),
    );
  }

  async saveWeek(name, schedule, days, closes) {
    const yaml = await this.store.yaml(HOURS);
    const week = ["schedules", name, "week"];
    for (const { day, input, state } of days) {
      const shifts = input.value.split(",").map((one) => one.trim()).filter(Boolean);
      const wanted = state.value === "same" ? null : state.value === "off" ? [] : shifts;
      if (JSON.stringify(wanted) !== JSON.stringify(schedule.week[day] ?? null)) yaml.set([...week, day], wanted);
    }
    const countries = closes.filter(({ box }) => box.checked).map(({ country }) => country);
    if (JSON.stringify(countries) !== JSON.stringify(schedule.holidays ?? [])) {
      yaml.set(["schedules", name, "holidays"], countries.length > 0 ? countries : null);
    }
    await this.store.save({ [HOURS]: yaml.source });
  }

  exceptions(name, schedule) {
    const days = Object.entries(schedule.exceptions ?? {});
    const change = (date, value) => async () => {
      const yaml = await this.store.yaml(HOURS);
      yaml.set(["schedules", name, "exceptions", date], value);
      await this.store.save({ [HOURS]: yaml.source });
    };
    return [
      h("h3", {}, text("script.hours.exceptions")),
      days.length === 0 && h("p", { class: "muted" }, text("script.hours.exceptions.none")),
      h(
        "ul",
        { class: "list" },
        days.map(([date, day]) =>
          h(
            "li",
            { class: "row" },
            h("span", { class: "clock" }, shown(date)),
            h("span", { class: "grow" }, day.shifts.length > 0 ? day.shifts.join(", ") : text("script.hours.off"), day.names?.[language] && ` · ${day.names[language]}`),
            this.mayEdit && h("button", { type: "button", class: "button quiet", "aria-label": `${text("script.hours.remove")} ${shown(date)}`, onclick: change(date, null) }, "✕"),
          ),
        ),
      ),
      this.mayEdit &&
        h(
          "p",
          {},
          h(
            "button",
            {
              type: "button",
              class: "button",
              onclick: () => {
                const date = h("input", { id: "exception-date", type: "date", required: true });
                const shifts = h("input", { id: "exception-shifts", pattern: SHIFTS, title: text("script.hours.pattern") });
                ask({
                  title: text("script.hours.exceptions.add"),
                  label: text("script.save"),
                  body: [field(text("script.hours.date"), date), field(text("script.hours.shifts"), shifts), h("p", { class: "muted small" }, text("script.hours.shifts.help"))],
                  act: () => change(date.value, { shifts: shifts.value.split(",").map((one) => one.trim()).filter(Boolean) })(),
                });
              },
            },
            text("script.hours.exceptions.add"),
          ),
        ),
    ];
  }

  calendar(years) {
    const path = `holidays/${this.year}.yaml`;
    return h(
      "section",
      { class: "card", "aria-labelledby": "holidays" },
      h("h2", { id: "holidays" }, text("script.holidays", this.year)),
      h("p", { class: "scripts-choice" }, years.map((one) => h("a", { class: "chip", href: `#hours/${one}`, "aria-current": one === this.year ? "true" : null }, one))),
      h("p", { class: "muted small" }, text("script.holidays.help")),
      Object.entries(this.holidays.value).map(([country, days]) => [
        h("h3", {}, named("script.phone.country", country)),
        h(
          "ul",
          { class: "list" },
          days.map((day, i) =>
            h(
              "li",
              { class: "row" },
              h("span", { class: "clock holiday-date" }, shown(day.date), day.to && `–${shown(day.to)}`),
              h("span", { class: "grow" }, day.names[language] ?? day.names.en, day.certain === "no" && h("span", { class: "badge warn" }, text("script.holidays.moon"))),
              this.mayEdit && h("button", { type: "button", class: "button quiet", onclick: () => this.holiday(path, country, day, i) }, text("script.change")),
            ),
          ),
        ),
        this.mayEdit && h("p", {}, h("button", { type: "button", class: "button", onclick: () => this.holiday(path, country, null, -1) }, text("script.holidays.add"))),
      ]),
    );
  }

  holiday(path, country, day, i) {
    const date = h("input", { id: "holiday-date", type: "date", required: true, value: day?.date ?? "" });
    const to = h("input", { id: "holiday-to", type: "date", value: day?.to ?? "" });
    const names = ["tg", "ru", "en"].map((one) => h("input", { id: `holiday-${one}`, lang: one, required: true, maxlength: 100, value: day?.names[one] ?? "" }));
    const source = h("input", { id: "holiday-source", required: true, value: day?.source ?? "" });
    const moon = h("input", { type: "checkbox", checked: day?.certain === "no" });
    const gone = h("input", { type: "checkbox" });
    ask({
      title: `${named("script.phone.country", country)} · ${day ? (day.names[language] ?? day.names.en) : text("script.holidays.add")}`,
      label: text("script.save"),
      body: [
        h("div", { class: "pair tight" }, field(text("script.hours.date"), date), field(text("script.holidays.to"), to)),
        names.map((input) => field(text("script.holidays.name", named("console.spoken", input.lang)), input)),
        field(text("script.holidays.source"), source),
        h("p", { class: "check" }, h("label", {}, moon, " ", text("script.holidays.uncertain"))),
        day && h("p", { class: "check" }, h("label", {}, gone, " ", text("script.holidays.remove"))),
      ],
      act: async () => {
        const yaml = await this.store.yaml(path);
        const wanted = { tg: names[0].value, ru: names[1].value, en: names[2].value };
        if (gone.checked) {
          yaml.removeItem([country], i);
        } else if (!day) {
          yaml.addItem([country], {
            date: date.value,
            ...(to.value && { to: to.value }),
            names: wanted,
            source: source.value,
            ...(moon.checked && { certain: "no" }),
          });
        } else {
          const at = [country, i];
          if (date.value !== day.date) yaml.set([...at, "date"], date.value);
          for (const [one, words] of Object.entries(wanted)) {
            if (words !== day.names[one]) yaml.set([...at, "names", one], words);
          }
          if (source.value !== day.source) yaml.set([...at, "source"], source.value);
          if (to.value !== (day.to ?? "")) yaml.set([...at, "to"], to.value || null);
          if (moon.checked !== (day.certain === "no")) yaml.set([...at, "certain"], moon.checked ? "no" : null);
        }
        await this.store.save({ [path]: yaml.source });
      },
    });
  }
}

function field(label, input) {
  return h("p", { class: "field" }, h("label", { for: input.id }, label), input);
}

// 31.12.2026
function shown(date) {
  return String(date).split("-").reverse().join(".");
}
