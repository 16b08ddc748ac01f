// A step in a few words: what stands in the drawing and in the list.
import { h } from "../dom.js";
import { clock, language, named, text } from "../words.js";

// What a prompt says in the language of the page, or in another one.
export function words(prompt) {
  return prompt.texts[language]?.text || (language === "en" && prompt.gloss) || Object.values(prompt.texts)[0]?.text || "";
}

export function excerpt(node, length = 90) {
  // What is asked, rather than what is said before it.
  const prompt = node.prompts.find((one) => one.field.split("/")[0] !== "intro") ?? node.prompts[0];
  if (!prompt) return "";
  const all = words(prompt);
  return all.length > length ? `${all.slice(0, length).replace(/\s+\S*$/, "")}…` : all;
}

export function kindOf(node) {
  return named("script.kind", node.kind);
}

export function marks(node, traffic) {
  const errors = node.problems.filter((one) => one.severity === "error").length;
  const warnings = node.problems.length - errors;
  return [
    traffic && h("span", { class: "muted" }, text("script.traffic.short", traffic.callers, traffic.leftHere)),
    errors > 0 && h("span", { class: "badge bad" }, text("script.marks.errors", errors)),
    warnings > 0 && h("span", { class: "badge warn" }, text("script.marks.warnings", warnings)),
  ];
}

// again: keys that say the step once more
export function stepCard(node, traffic, again) {
  const said = excerpt(node);
  return [
    h("span", { class: "step-kind" }, kindOf(node), node.queue && ` · ${named("console.queue", node.queue)}`),
    h("span", { class: "step-name" }, node.step),
    said && h("span", { class: "step-words" }, said),
    again.length > 0 && h("span", { class: "step-foot" }, again.map((key) => [h("kbd", {}, key), " "]), text("script.map.again")),
    h("span", { class: "step-foot" }, marks(node, traffic)),
  ];
}

// 40 s; 2:05 min
export function seconds(millis) {
  return millis < 60_000 ? text("script.seconds", Math.round(millis / 1000)) : clock(millis);
}
