// The map: one script, or how all hang together, as a drawing or as a list, and the chosen step
// beside it.
import { h, replace } from "../dom.js";
import { named, text } from "../words.js";
import { stepCard, kindOf, marks, excerpt } from "./card.js";
import { Drawing } from "./graph.js";
import { StepPanel } from "./panel.js";
import { merged, wayChip, waysOf } from "./way.js";

const ALL = "*";
const NARROW = matchMedia("(max-width: 56rem)");

export class MapView {
  constructor(root, { store, phone, mayEdit }) {
    this.store = store;
    this.script = null;
    this.picked = null;
    this.asList = null;
    this.choice = h("div", { class: "scripts-choice", role: "group", "aria-label": text("script.map.scripts") });
    this.how = h("button", { type: "button", class: "button", onclick: () => this.turn() });
    this.place = h("div", { class: "map-place" });
    this.legend = h("p", { class: "muted small legend" });
    this.panel = new StepPanel({ store, phone, mayEdit, onTexts: (name) => (location.hash = `#texts/${name}`) });
    this.side = document.getElementById("step-side");
    this.side.append(this.panel.element);
    replace(root, h("div", { class: "map-head" }, this.choice, this.how), this.legend, this.place);
    NARROW.addEventListener("change", () => this.draw());
  }

  get list() {
    return this.asList ?? NARROW.matches;
  }

  turn() {
    this.asList = !this.list;
    this.draw();
  }

  // #map, #map/danger, #map/danger/help-now, #map/*
  route([script, step]) {
    const known = this.store.graph.scripts.map((one) => one.name);
    this.script = script === ALL || known.includes(script) ? script : known.includes("hotline") ? "hotline" : known[0];
    this.picked = step ? `${this.script}/${step}` : null;
    this.draw();
  }

  refresh() {
    if (this.script) this.draw();
  }

  draw() {
    const { graph } = this.store;
    if (!graph) return;
    const scripts = graph.scripts.map((one) => [one.name, named("script.name", one.name), one.broken]);
    const choices = [...scripts, [ALL, text("script.map.all"), false]];
    replace(this.choice, NARROW.matches ? this.select(choices) : choices.map((one) => this.chip(...one)));
    this.how.textContent = text(this.list ? "script.map.as-drawing" : "script.map.as-list");
    const file = graph.scripts.find((one) => one.name === this.script);
    replace(this.legend, file && !file.broken && this.everywhere(file), file?.broken && this.broken(file));
    this.panel.show(this.picked);
    if (this.list) this.drawList();
    else this.drawGraph();
  }

  hasErrors(name) {
    return this.store.graph.nodes.some((node) => node.script === name && node.problems.some((one) => one.severity === "error"));
  }

  // Ten chips would fill a telephone's screen.
  select(choices) {
    const one = h(
      "select",
      { "aria-label": text("script.map.scripts"), onchange: () => (location.hash = `#map/${one.value}`) },
      choices.map(([name, label, broken]) =>
        h("option", { value: name, selected: name === this.script }, broken || this.hasErrors(name) ? `${label} (${text("script.problem.error")})` : label),
      ),
    );
    return one;
  }

  chip(name, label, broken) {
    const errors = this.hasErrors(name);
    return h(
      "a",
      { class: `chip ${broken || errors ? "bad" : ""}`, href: `#map/${name}`, title: name === ALL ? null : `${name}.yaml`, "aria-current": name === this.script ? "true" : null },
      label,
      (broken || errors) && h("span", { class: "unseen" }, ` ${text("script.problem.error")}`),
    );
  }

  everywhere(file) {
    return [
      text("script.map.everywhere"),
      Object.entries(file.everywhere).map(([key, to]) => [
        " ",
        h("span", { class: "way" }, key === "otherwise" ? text("script.way.otherwise") : h("kbd", {}, key), " → ", h("a", { href: `#map/${to}` }, to)),
      ]),
    ];
  }

  broken(file) {
    return [text("script.map.broken"), " ", h("a", { href: `#files/${file.path}` }, file.path)];
  }

  // How the scripts hang together: one box each, one line for all steps that lead from one to the
  // other. The steps of all at once would be lines and nothing else.
  overview() {
    const { graph, traffic } = this.store;
    const nodes = graph.scripts.map((file) => {
      const steps = graph.nodes.filter((node) => node.script === file.name);
      const first = steps.find((node) => node.first);
      return {
        id: file.name,
        kind: first?.kind ?? "broken",
        file,
        steps: steps.length,
        first,
        problems: steps.flatMap((node) => node.problems),
        callers: Math.max(0, ...steps.map((node) => traffic.nodes[node.id]?.callers ?? 0)),
      };
    });
    const script = (id) => id.split("/")[0];
    const pairs = new Set(graph.edges.filter((edge) => script(edge.from) !== script(edge.to)).map((edge) => `${script(edge.from)} ${script(edge.to)}`));
    const edges = [...pairs].map((pair) => pair.split(" ")).map(([from, to]) => ({ from, to, label: "", kind: "then" }));
    return { nodes, edges };
  }

  // The steps of one script, the ways between them, and at the end of those that lead out of it the
  // step of the other script: one for each way, or all lines would meet in a few places. The way of
  // those who cannot choose is left out where it is the one that the legend names for all.
  shown() {
    const { graph } = this.store;
    const file = graph.scripts.find((one) => one.name === this.script);
    const inside = graph.nodes.filter((node) => node.script === this.script);
    const ids = new Set(inside.map((node) => node.id));
    const usual = (edge) => edge.field === "otherwise" && edge.to === file.everywhere.otherwise;
    const beyond = [];
    const edges = merged(graph.edges.filter((edge) => ids.has(edge.from) && !usual(edge)), this.store.nodes).map((edge) => {
      if (ids.has(edge.to)) return edge;
      const end = { id: `${edge.to} ${edge.from} ${edge.kind}`, target: edge.to, kind: "beyond" };
      beyond.push(end);
      return { ...edge, to: end.id, target: edge.to };
    });
    return { nodes: [...inside, ...beyond], edges };
  }

  again(node) {
    return this.store.graph.edges.filter((edge) => edge.from === node.id && edge.to === node.id && edge.key).map((edge) => edge.key);
  }

  drawGraph() {
    if (!this.drawing || !this.place.contains(this.drawing.frame)) {
      this.drawing = new Drawing(this.place, {
        onPick: (id) => this.pick(id),
        card: (node) => (node.file ? scriptCard(node) : node.target ? beyondCard(node) : stepCard(node, this.store.traffic.nodes[node.id], this.again(node))),
      });
    }
    const { nodes, edges } = this.script === ALL ? this.overview() : this.shown();
    this.drawing.picked = this.picked;
    this.drawing.show(nodes, edges);
    if (this.here) this.drawing.mark(this.here);
    else if (this.picked) this.drawing.reveal(this.picked);
    this.side.append(this.panel.element);
  }

  pick(id) {
    location.hash = `#map/${id}`;
  }

  drawList() {
    this.drawing = null;
    const { graph, traffic } = this.store;
    if (this.script === ALL) {
      const items = this.overview().nodes.map((node) =>
        h("li", { class: `outline-step kind-${node.kind}` }, h("a", { class: "outline-head", href: `#map/${node.id}` }, scriptCard(node))),
      );
      replace(this.place, h("ol", { class: "outline list" }, items));
      this.side.append(this.panel.element);
      return;
    }
    const items = graph.nodes
      .filter((node) => node.script === this.script)
      .map((node) => {
        const open = node.id === this.picked;
        return h(
          "li",
          { class: `outline-step kind-${node.kind}`, "data-id": node.id },
          h(
            "a",
            { class: "outline-head", href: open ? `#map/${node.script}` : `#map/${node.id}`, "aria-expanded": String(open) },
            h("span", { class: "step-name" }, node.step),
            h("span", { class: "step-kind" }, kindOf(node)),
            marks(node, traffic.nodes[node.id]),
          ),
          !open && h("p", { class: "step-words" }, excerpt(node, 140)),
          !open && h("p", { class: "outline-ways" }, waysOf(graph, node.id).map((edge) => wayChip(edge, node))),
        );
      });
    replace(this.place, h("ol", { class: "outline list" }, items));
    const at = this.picked && this.place.querySelector(`[data-id="${CSS.escape(this.picked)}"]`);
    if (at) {
      at.append(this.panel.element);
      at.scrollIntoView({ block: "nearest" });
    } else {
      this.side.append(this.panel.element);
    }
  }

  // Where the telephone's caller is now.
  mark(id) {
    this.here = id;
    if (id && this.drawing && this.store.nodes.get(id)?.script !== this.script && this.script !== ALL) {
      this.script = this.store.nodes.get(id)?.script ?? this.script;
      this.draw();
    }
    this.drawing?.mark(id);
    for (const item of this.place.querySelectorAll(".outline-step")) item.classList.toggle("here", item.dataset.id === id);
  }
}

function scriptCard(node) {
  return [
    h("span", { class: "step-name" }, named("script.name", node.id)),
    h("span", { class: "step-kind" }, `${node.id} · ${text("script.map.steps", node.steps)}`),
    node.first && h("span", { class: "step-words" }, excerpt(node.first, 70)),
    h("span", { class: "step-foot" }, marks({ problems: node.problems }, null), node.callers > 0 && h("span", { class: "muted" }, text("script.map.callers", node.callers))),
  ];
}

function beyondCard(node) {
  return [h("span", { class: "unseen" }, text("script.map.beyond")), h("span", { class: "step-name" }, `${node.target} ↗`)];
}
