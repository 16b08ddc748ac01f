// The ways between steps, in words.
import { h } from "../dom.js";
import { named, text } from "../words.js";

export function waysOf(graph, id) {
  return graph.edges.filter((edge) => edge.from === id);
}

export function wayChip(edge, node) {
  const how = edge.key ? h("kbd", {}, edge.key) : wayLabel(edge, node) || text(edge.field === "otherwise" ? "script.way.otherwise" : "script.way.then");
  return h("span", { class: "way" }, how, " → ", h("a", { href: `#map/${edge.to}` }, edge.to));
}

// What leads this way: a key, a case of a branch, open or closed; nothing where there is no choice.
export function wayLabel(edge, node) {
  if (edge.key) return edge.key;
  const number = edge.field.match(/^cases\/(\d+)\//)?.[1];
  if (number) {
    const { to, ...when } = node.fields.cases[number];
    return Object.entries(when)
      .map(([name, value]) => `${named("script.case", name)}: ${[value].flat().join(" ")}`)
      .join(", ");
  }
  return ["then", "to", "otherwise"].includes(edge.field) ? "" : named("script.field", edge.field);
}

// Several keys, or cases, that lead the same way are one line. What leads back to its own step is told
// on the step itself.
export function merged(edges, nodes) {
  const lines = new Map();
  for (const edge of edges.filter((one) => one.from !== one.to)) {
    const label = wayLabel(edge, nodes.get(edge.from));
    const kind = edge.key ? "key" : edge.field === "otherwise" ? "otherwise" : "then";
    const id = `${edge.from} ${edge.to} ${kind}`;
    const line = lines.get(id);
    if (!line) lines.set(id, { from: edge.from, to: edge.to, label, kind });
    else if (label) line.label += edge.key ? ` ${label}` : `, ${label}`;
  }
  return [...lines.values()];
}
