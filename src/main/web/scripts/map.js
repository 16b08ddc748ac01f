// The map: one script, or how all hang together, as a drawing or as a list, and the chosen step
// beside it.
import { h, replace } from "../dom.js";
import { text } from "../words.js";
import { stepCard, kindOf, marks, excerpt } from "./card.js";
import { Drawing } from "./graph.js";
import { StepPanel } from "./panel.js";

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
    replace(
      this.choice,
      graph.scripts.map((one) => this.choiceOf(one.name, one.name, one.broken)),
      this.choiceOf(ALL, text("script.map.all"), false),
    );
    this.how.textContent = text(this.list ? "script.map.as-drawing" : "script.map.as-list");
    const file = graph.scripts.find((one) => one.name === this.script);
    replace(this.legend, file && !file.broken && this.everywhere(file), file?.broken && this.broken(file));
    this.panel.show(this.picked);
    if (this.list) this.drawList();
    else this.drawGraph();
  }

  choiceOf(name, label, broken) {
    const errors = this.store.graph.nodes.filter(
      (node) => node.script === name && node.problems.some((one) => one.severity === "error"),
    ).length;
    return h(
      "a",
      { class: `chip ${broken || errors ? "bad" : ""}`, href: `#map/${name}`, "aria-current": name === this.script ? "true" : null },
      label,
      (broken || errors > 0) && h("span", { class: "unseen" }, ` ${text("script.problem.error")}`),
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

  // The steps shown, the ways between them, and beyond them the steps of other scripts that they
  // lead to.
  shown() {
    const { graph, traffic } = this.store;
    const inside = graph.nodes.filter((node) => this.script === ALL || node.script === this.script);
    const ids = new Set(inside.map((node) => node.id));
    const edges = graph.edges.filter((edge) => ids.has(edge.from));
    const beyond = new Map();
    for (const edge of edges) {
      if (!ids.has(edge.to)) beyond.set(edge.to, { id: edge.to, kind: "beyond", beyond: true });
    }
    return { nodes: [...inside, ...beyond.values()], edges: merged(edges), traffic: traffic.nodes };
  }

  drawGraph() {
    if (!this.drawing || !this.place.contains(this.drawing.frame)) {
      this.drawing = new Drawing(this.place, {
        onPick: (id) => this.pick(id),
        card: (node) => (node.beyond ? beyondCard(node) : stepCard(node, this.store.traffic.nodes[node.id])),
      });
    }
    const { nodes, edges } = this.shown();
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
    const items = graph.nodes
      .filter((node) => this.script === ALL || node.script === this.script)
      .map((node) => {
        const open = node.id === this.picked;
        return h(
          "li",
          { class: `outline-step kind-${node.kind}`, "data-id": node.id },
          h(
            "a",
            { class: "outline-head", href: open ? `#map/${node.script}` : `#map/${node.id}`, "aria-expanded": String(open) },
            h("span", { class: "step-name" }, this.script === ALL ? node.id : node.step),
            h("span", { class: "step-kind" }, kindOf(node)),
            marks(node, traffic.nodes[node.id]),
          ),
          !open && h("p", { class: "step-words" }, excerpt(node, 140)),
          !open && h("p", { class: "outline-ways" }, waysOf(graph, node.id).map(wayChip)),
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

export function waysOf(graph, id) {
  return graph.edges.filter((edge) => edge.from === id);
}

export function wayChip(edge) {
  const how = edge.key ? h("kbd", {}, edge.key) : text(edge.field === "otherwise" ? "script.way.otherwise" : "script.way.then");
  return h("span", { class: "way" }, how, " → ", h("a", { href: `#map/${edge.to}` }, edge.to));
}

function beyondCard(node) {
  return [h("span", { class: "step-kind" }, text("script.map.beyond")), h("span", { class: "step-name" }, node.id)];
}

// Several keys that lead the same way are one line.
function merged(edges) {
  const lines = new Map();
  for (const edge of edges) {
    const id = `${edge.from} ${edge.to} ${edge.key ? "key" : edge.field}`;
    const line = lines.get(id);
    if (line) line.label += ` ${edge.key}`;
    else lines.set(id, { from: edge.from, to: edge.to, label: edge.key ?? "", kind: edge.key ? "key" : edge.field === "otherwise" ? "otherwise" : "then" });
  }
  return [...lines.values()];
}
