// Draws steps and the ways between them. dagre finds the places; each step is a button of the page
// (keyboard, screen reader, dark colours), each way a line of an SVG behind them. A canvas could do
// neither.
import { Graph, layout } from "@dagrejs/dagre";
import { h, replace, svg } from "../dom.js";
import { text } from "../words.js";

const WIDTH = 208;

// Of a label, about.
const LETTER = 7;

const LEAST_ZOOM = 0.25;
const MOST_ZOOM = 1.5;

// Smaller than this the words can't be read.
const LEAST_FIT = 0.6;

export class Drawing {
  // onPick(id) when a step is chosen; card(node) makes what stands in its button.
  constructor(root, { onPick, card }) {
    this.onPick = onPick;
    this.card = card;
    this.zoom = 1;
    this.picked = null;
    this.lines = svg("svg", { class: "ways", "aria-hidden": "true" });
    this.steps = h("div", { class: "steps" });
    this.paper = h("div", { class: "paper" }, this.lines, this.steps);
    this.frame = h("div", { class: "frame", tabindex: "0", role: "group", "aria-label": text("script.map.label") }, this.paper);
    const button = (label, sign, act) =>
      h("button", { type: "button", class: "button", "aria-label": text(label), title: text(label), onclick: act }, sign);
    this.tools = h(
      "div",
      { class: "zoom" },
      button("script.map.smaller", "−", () => this.zoomTo(this.zoom / 1.25)),
      button("script.map.larger", "+", () => this.zoomTo(this.zoom * 1.25)),
      button("script.map.fit", "⤢", () => this.fit()),
    );
    replace(root, h("div", { class: "drawing" }, this.frame, this.tools));
    this.frame.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    this.frame.addEventListener("pointerdown", (event) => this.drag(event));
  }

  show(nodes, edges) {
    this.buttons = new Map();
    this.edges = edges;
    replace(
      this.steps,
      nodes.map((node) => {
        const button = h(
          "button",
          { type: "button", class: `step kind-${node.kind}`, "data-id": node.target ?? node.id, onclick: () => this.onPick(node.target ?? node.id) },
          this.card(node),
        );
        if (!node.target) button.style.width = `${WIDTH}px`;
        this.buttons.set(node.id, button);
        return button;
      }),
    );
    const graph = new Graph({ multigraph: true });
    graph.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 46, edgesep: 14, marginx: 16, marginy: 16 });
    for (const node of nodes) {
      graph.setNode(node.id, { width: this.buttons.get(node.id).offsetWidth, height: this.buttons.get(node.id).offsetHeight });
    }
    edges.forEach((edge, i) => {
      const wide = edge.kind === "key" ? 26 : edge.label.length * LETTER + 4;
      graph.setEdge(edge.from, edge.to, { width: wide, height: edge.label ? 26 : 4, labelpos: "c", edge }, `e${i}`);
    });
    layout(graph, { customOrder: (rows, order) => order(rows, { constraints: inKeyOrder(rows, edges) }) });
    const { width, height } = graph.graph();
    this.width = width;
    this.height = height;
    for (const [id, button] of this.buttons) {
      const { x, y, width: w, height: tall } = graph.node(id);
      button.style.left = `${x - w / 2}px`;
      button.style.top = `${y - tall / 2}px`;
    }
    this.order(graph);
    this.drawWays(graph);
    this.start = nodes.length > 0 ? graph.node((nodes.find((node) => node.first) ?? nodes[0]).id) : null;
    this.fit();
    this.pick(this.picked);
  }

  // The keyboard goes as the eye does: row by row.
  order(graph) {
    const inOrder = [...this.buttons].sort(([one], [other]) => {
      const a = graph.node(one);
      const b = graph.node(other);
      return Math.abs(a.y - b.y) > 20 ? a.y - b.y : a.x - b.x;
    });
    this.steps.append(...inOrder.map(([, button]) => button));
  }

  drawWays(graph) {
    const head = svg(
      "marker",
      { id: "arrow", viewBox: "0 0 8 8", refX: "7", refY: "4", markerWidth: "7", markerHeight: "7", orient: "auto-start-reverse" },
      svg("path", { d: "M0 0L8 4L0 8z" }),
    );
    const ways = graph.edges().map((one) => {
      const { points, edge, ...label } = graph.edge(one);
      const { x, y } = onCurve(points, label);
      return svg(
        "g",
        { class: `way-${edge.kind}`, "data-from": edge.from, "data-to": edge.target ?? edge.to },
        svg("path", { d: rounded(points), "marker-end": "url(#arrow)" }),
        edge.kind === "key" && svg("rect", { x: x - 11 - (edge.label.length - 1) * 4, y: y - 11, width: 22 + (edge.label.length - 1) * 8, height: "22", rx: "11" }),
        edge.label && svg("text", { x, y, dy: "0.36em" }, edge.label),
      );
    });
    this.lines.setAttribute("width", this.width);
    this.lines.setAttribute("height", this.height);
    replace(this.lines, svg("defs", {}, head), ways);
  }

  pick(id) {
    this.picked = id;
    for (const [one, button] of this.buttons ?? []) button.setAttribute("aria-pressed", String(one === id));
    for (const way of this.lines.querySelectorAll("g[data-from]")) {
      way.classList.toggle("near", way.dataset.from === id || way.dataset.to === id);
    }
  }

  // Where the caller of the telephone is.
  mark(id) {
    for (const [one, button] of this.buttons ?? []) button.classList.toggle("here", one === id);
    if (id) this.reveal(id);
  }

  reveal(id) {
    this.buttons?.get(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  zoomTo(zoom) {
    const before = this.zoom;
    this.zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.frame;
    this.steps.style.transform = this.lines.style.transform = `scale(${this.zoom})`;
    this.paper.style.width = `${this.width * this.zoom}px`;
    this.paper.style.height = `${this.height * this.zoom}px`;
    const ratio = this.zoom / before;
    this.frame.scrollLeft = (scrollLeft + clientWidth / 2) * ratio - clientWidth / 2;
    this.frame.scrollTop = (scrollTop + clientHeight / 2) * ratio - clientHeight / 2;
  }

  // So that the whole width is seen, as long as it can be read; otherwise where a call begins.
  fit() {
    const room = this.frame.clientWidth - 2;
    this.zoomTo(Math.min(1, Math.max(LEAST_FIT, room / this.width)));
    this.frame.scrollLeft = (this.start?.x ?? 0) * this.zoom - room / 2;
    this.frame.scrollTop = 0;
  }

  wheeled(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoomTo(this.zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
  }

  drag(event) {
    if (event.pointerType !== "mouse" || event.button !== 0 || event.target.closest("button")) return;
    const from = { x: event.clientX + this.frame.scrollLeft, y: event.clientY + this.frame.scrollTop };
    const move = (to) => {
      this.frame.scrollLeft = from.x - to.clientX;
      this.frame.scrollTop = from.y - to.clientY;
    };
    const end = () => {
      removeEventListener("pointermove", move);
      this.frame.classList.remove("dragged");
    };
    this.frame.classList.add("dragged");
    addEventListener("pointermove", move);
    addEventListener("pointerup", end, { once: true });
  }
}

// Key 1 leaves a menu left of key 2, row by row down to where they lead, unless another menu has these
// steps the other way round. dagre calls this when each line has been cut into one piece a row.
function inKeyOrder(graph, edges) {
  const pieces = edges.map(() => new Map());
  for (const id of graph.nodes()) {
    const node = graph.node(id);
    const i = node.edgeObj?.name?.match(/^e(\d+)$/)?.[1];
    if (i) pieces[i].set(node.rank, id);
  }
  edges.forEach((edge, i) => pieces[i].set(graph.node(edge.to).rank, edge.to));
  const after = new Map();
  const reaches = (from, to) => from === to || [...(after.get(from) ?? [])].some((next) => reaches(next, to));
  const menus = new Map();
  edges.forEach((edge, i) => {
    if (edge.kind === "key") menus.set(edge.from, [...(menus.get(edge.from) ?? []), i]);
  });
  const constraints = [];
  for (const ways of menus.values()) {
    ways.sort((one, other) => edges[one].label.localeCompare(edges[other].label));
    for (let n = 1; n < ways.length; n++) {
      for (const [rank, left] of pieces[ways[n - 1]]) {
        const right = pieces[ways[n]].get(rank);
        if (!right || reaches(right, left)) continue;
        after.set(left, new Set([...(after.get(left) ?? []), right]));
        constraints.push({ left, right });
      }
    }
  }
  return constraints;
}

// The place of a label, moved from the corner to the round line that cuts it.
function onCurve(points, label) {
  const i = points.findIndex((one) => one.x === label.x && one.y === label.y);
  if (i < 2 || i > points.length - 3) return label;
  const along = (axis) => (points[i - 1][axis] + 6 * points[i][axis] + points[i + 1][axis]) / 8;
  return { x: along("x"), y: along("y") };
}

// A line through points, with round corners.
function rounded(points) {
  const [first, ...rest] = points;
  let path = `M${first.x},${first.y}`;
  for (let i = 0; i < rest.length - 1; i++) {
    const middle = { x: (rest[i].x + rest[i + 1].x) / 2, y: (rest[i].y + rest[i + 1].y) / 2 };
    path += `Q${rest[i].x},${rest[i].y} ${middle.x},${middle.y}`;
  }
  const last = rest.at(-1);
  return `${path}L${last.x},${last.y}`;
}
