// One step beside the map: what it says in each language and how that sounds, where its keys lead,
// what happens there, and the form to change it.
import { h, replace } from "../dom.js";
import { named, text } from "../words.js";
import { show } from "./ask.js";
import { kindOf, seconds } from "./card.js";
import { toggle } from "./player.js";
import { wayLabel } from "./way.js";
import { problemList } from "./problems.js";

const CHOICES = ["1", "2", "3", "4", "5", "6", "7"];

// More nobody remembers to the end; the check says the same.
const MOST_CHOICES = 4;

export class StepPanel {
  constructor({ store, phone, mayEdit, onTexts }) {
    Object.assign(this, { store, phone, mayEdit, onTexts });
    this.element = h("section", { class: "card panel", "aria-labelledby": "panel-title", tabindex: "-1" });
  }

  show(id) {
    // A half-made change stays when the picture around it is drawn anew.
    if (this.editing === id && id) return;
    this.editing = null;
    const node = id && this.store.nodes.get(id);
    if (!node) {
      replace(this.element, h("h2", { id: "panel-title" }, text("script.panel.none")), h("p", { class: "muted" }, text("script.panel.help")));
      this.element.classList.add("idle");
      return;
    }
    this.element.classList.remove("idle");
    const traffic = this.store.traffic.nodes[id];
    replace(
      this.element,
      h("p", { class: "step-kind" }, kindOf(node), node.queue && ` · ${named("console.queue", node.queue)}`),
      h("h2", { id: "panel-title" }, id),
      node.problems.length > 0 && problemList(node.problems, { places: false }),
      h(
        "p",
        { class: "buttons" },
        h("button", { type: "button", class: "button", onclick: () => this.phone.from(id) }, text("script.panel.ring")),
      ),
      node.prompts.map((prompt) => this.prompt(prompt)),
      this.ways(node),
      this.figures(traffic),
      h(
        "p",
        { class: "small" },
        h("a", { href: `#files/${node.script}.yaml:${node.line}` }, `${node.script}.yaml:${node.line}`),
      ),
    );
  }

  prompt(prompt) {
    return h(
      "div",
      { class: "prompt" },
      h(
        "h3",
        {},
        prompt.name,
        prompt.once && h("span", { class: "badge" }, text("script.prompt.once")),
        prompt.locked && h("span", { class: "badge" }, text("script.prompt.locked")),
      ),
      Object.entries(prompt.texts).map(([language, one]) => said(language, one, prompt.name)),
      prompt.gloss && h("p", { class: "said muted", lang: "en" }, h("span", { class: "said-language" }, "en"), h("span", {}, prompt.gloss)),
      this.mayEdit &&
        h("p", {}, h("a", { class: "button", href: `#texts/${prompt.name}` }, text("script.prompt.edit"))),
    );
  }

  ways(node) {
    const edges = this.store.graph.edges.filter((edge) => edge.from === node.id);
    if (edges.length === 0) return null;
    const rows = edges.map((edge) =>
      h(
        "li",
        { class: "row" },
        h("span", { class: "way-how" }, edge.key ? h("kbd", {}, edge.key) : this.label(edge, node)),
        h("a", { class: "grow", href: `#map/${edge.to}` }, edge.to),
      ),
    );
    const box = h("div", {});
    const read = () => {
      this.editing = null;
      replace(
        box,
        h("h3", {}, text("script.ways")),
        h("ul", { class: "list" }, rows),
        this.mayEdit && h("p", {}, h("button", { type: "button", class: "button", onclick: () => this.edit(node, edges, box, read) }, text("script.ways.edit"))),
      );
    };
    read();
    return box;
  }

  // Of a way without a key.
  label(edge, node) {
    return wayLabel(edge, node) || named("script.field", edge.field);
  }

  figures(traffic) {
    const one = (label, value) => h("div", {}, h("dt", {}, text(label)), h("dd", {}, value));
    return [
      h("h3", {}, text("script.traffic")),
      traffic
        ? h(
            "dl",
            { class: "facts" },
            one("script.traffic.callers", traffic.callers),
            one("script.traffic.heard", seconds(traffic.visits ? traffic.heardMillis / traffic.visits : 0)),
            one("script.traffic.left", traffic.leftHere),
            one("script.traffic.people", traffic.toPeople),
          )
        : h("p", { class: "muted" }, text("script.traffic.none")),
    ];
  }

  // The keys of a menu and every other way on.
  edit(node, edges, box, back) {
    this.editing = node.id;
    const keys = edges.filter((edge) => edge.key);
    const others = edges.filter((edge) => !edge.key && typeof field(node.fields, edge.field) === "string");
    const rows = h("ol", { class: "list choices" });
    const relabel = () => {
      const all = [...rows.children];
      all.forEach((row, i) => {
        row.querySelector(".up").disabled = i === 0;
        row.querySelector(".down").disabled = i === all.length - 1;
      });
      if (add) add.hidden = all.length >= MOST_CHOICES;
    };
    const swap = (row, by) => {
      const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      const [mine, theirs] = [row.querySelector(".target"), other.querySelector(".target")];
      [mine.value, theirs.value] = [theirs.value, mine.value];
      other.querySelector(by < 0 ? ".up:enabled, .down" : ".down:enabled, .up").focus();
    };
    const choice = (key, to) => {
      const row = h(
        "li",
        { class: "row choice" },
        h("select", { class: "key", "aria-label": text("script.ways.key") }, CHOICES.map((one) => h("option", { value: one, selected: one === key }, one))),
        this.target(to, text("script.ways.to")),
        tool("up", "↑", "script.ways.up", () => swap(row, -1)),
        tool("down", "↓", "script.ways.down", () => swap(row, 1)),
        tool("gone", "✕", "script.ways.remove", () => {
          row.remove();
          relabel();
        }),
      );
      return row;
    };
    rows.append(...keys.map((edge) => choice(edge.key, edge.to)));
    const add =
      keys.length > 0 &&
      h(
        "button",
        {
          type: "button",
          class: "button",
          onclick: () => {
            const used = [...rows.querySelectorAll(".key")].map((one) => one.value);
            rows.append(choice(CHOICES.find((one) => !used.includes(one)), edges[0].to));
            relabel();
            rows.lastElementChild.querySelector(".target").focus();
          },
        },
        text("script.ways.add"),
      );
    relabel();
    const other = others.map((edge) => {
      const select = this.target(edge.to, this.label(edge, node));
      select.id = `way-${edge.field.replaceAll("/", "-")}`;
      return { edge, select };
    });
    const trouble = h("div", { class: "notice bad", role: "alert", hidden: true });
    const form = h(
      "form",
      {
        class: "stack",
        onsubmit: async (event) => {
          event.preventDefault();
          try {
            await this.save(node, keys.length > 0 ? [...rows.children].map((row) => [row.querySelector(".key").value, row.querySelector(".target").value]) : null, other);
          } catch (refused) {
            this.editing = node.id;
            show(trouble, refused);
          }
        },
      },
      h("h3", {}, text("script.ways.edit")),
      keys.length > 0 && h("p", { class: "muted small" }, text("script.ways.help")),
      rows,
      add,
      other.map(({ edge, select }) => h("p", { class: "field" }, h("label", { for: select.id }, this.label(edge, node)), select)),
      trouble,
      h(
        "p",
        { class: "buttons" },
        h("button", { class: "button primary" }, text("script.save")),
        h("button", { type: "button", class: "button", onclick: back }, text("script.cancel")),
      ),
    );
    replace(box, form);
    form.querySelector("select")?.focus();
  }

  // A step to lead to; its own script's steps first.
  target(value, label) {
    const groups = this.store.graph.scripts.map((script) => [script.name, this.store.graph.nodes.filter((node) => node.script === script.name)]);
    const known = this.store.nodes.has(value);
    return h(
      "select",
      { class: "target", "aria-label": label },
      !known && h("option", { value, selected: true }, value),
      groups.map(([name, nodes]) =>
        h("optgroup", { label: name }, nodes.map((node) => h("option", { value: node.id, selected: node.id === value }, node.id))),
      ),
    );
  }

  async save(node, choices, others) {
    const path = `${node.script}.yaml`;
    const yaml = await this.store.yaml(path);
    const i = yaml.value.steps.findIndex((step) => step[node.kind] === node.step);
    const short = (id) => (id.startsWith(`${node.script}/`) ? id.slice(node.script.length + 1) : id);
    if (choices) yaml.setEntries(["steps", i, "keys"], choices.map(([key, to]) => [key, short(to)]));
    for (const { edge, select } of others) {
      if (select.value !== edge.to) yaml.set(["steps", i, ...steps(edge.field)], short(select.value));
    }
    if (yaml.errors.length > 0) throw new Error(yaml.errors[0].message);
    this.editing = null;
    await this.store.save({ [path]: yaml.source });
  }
}

function said(language, one, name) {
  const button = h(
    "button",
    {
      type: "button",
      class: "button play",
      "aria-pressed": "false",
      "aria-label": text("script.prompt.play", name, named("console.spoken", language)),
      onclick: () => toggle(button, one.sound),
    },
    h("span", { "aria-hidden": "true" }),
  );
  return h(
    "p",
    { class: "said" },
    h("span", { class: "said-language" }, language),
    h("span", { lang: language, class: "grow" }, one.text),
    button,
  );
}

function tool(kind, sign, label, act) {
  return h("button", { type: "button", class: `button quiet ${kind}`, "aria-label": text(label), title: text(label), onclick: act }, sign);
}

function steps(field) {
  return field.split("/").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function field(fields, name) {
  return steps(name).reduce((value, part) => value?.[part], fields);
}
