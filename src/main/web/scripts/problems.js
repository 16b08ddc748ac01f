// Mistakes and warnings, as the check found them.
import { h } from "../dom.js";
import { text } from "../words.js";

export function problemList(problems, { places = true, limit = 50 } = {}) {
  return h(
    "ul",
    { class: "problems list" },
    problems.slice(0, limit).map((problem) =>
      h(
        "li",
        { class: problem.severity === "error" ? "is-error" : "is-warning" },
        h(
          "span",
          { class: `badge ${problem.severity === "error" ? "bad" : "warn"}` },
          text(`script.problem.${problem.severity}`),
        ),
        h(
          "span",
          {},
          places && where(problem),
          h("span", { lang: "en" }, `${problem.message}. `),
          problem.remedy && h("span", { class: "muted", lang: "en" }, `${sentence(problem.remedy)}.`),
        ),
      ),
    ),
    problems.length > limit && h("li", {}, text("script.problem.more", problems.length - limit)),
  );
}

function where(problem) {
  const line = problem.line ? `:${problem.line}` : "";
  const name = problem.prompt || (problem.step ? `${problem.script}/${problem.step}` : problem.key) || problem.file;
  const to = problem.prompt
    ? `#texts/${problem.prompt}`
    : problem.step
      ? `#map/${problem.script}/${problem.step}`
      : `#files/${problem.file}`;
  return [
    h("a", { href: to }, name),
    " ",
    h("a", { class: "muted small", href: `#files/${problem.file}${line}` }, `${problem.file}${line}`),
    " ",
  ];
}

function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
