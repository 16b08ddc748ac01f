// Small dialogs. ask({title, body, act, danger}) shows one; act(form) does the work, and what it
// throws is shown inside, so that nothing typed is lost.
import { h, replace } from "../dom.js";
import { text } from "../words.js";
import { problemList } from "./problems.js";

export function ask({ title, body, label, act, danger = false, wide = false }) {
  const trouble = h("div", { class: "notice bad", role: "alert", hidden: true });
  const go = h("button", { class: `button ${danger ? "danger" : "primary"}` }, label);
  const form = h(
    "form",
    { class: "stack" },
    h("h2", { id: "dialog-title" }, title),
    body,
    trouble,
    h(
      "p",
      { class: "buttons" },
      go,
      h("button", { type: "button", class: "button", onclick: () => dialog.close() }, text("script.cancel")),
    ),
  );
  const dialog = h("dialog", { class: wide ? "wide" : "", "aria-labelledby": "dialog-title" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    trouble.hidden = true;
    try {
      if ((await act(form)) !== false) dialog.close();
    } catch (refused) {
      show(trouble, refused);
    } finally {
      go.disabled = false;
    }
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector("textarea, input, select")?.focus();
  return dialog;
}

// What the server refused, with its list of mistakes.
export function show(box, refused) {
  const problems = refused.problem?.problems ?? [];
  const listed = problems.every((one) => typeof one === "object");
  replace(
    box,
    h("p", {}, refused.status === 409 ? text("script.stale") : problems.length ? text("script.refused") : text("script.failed")),
    problems.length === 0 && h("p", { class: "small", lang: "en" }, refused.message),
    problems.length > 0 && (listed ? problemList(problems, { limit: 12 }) : h("ul", { lang: "en" }, problems.map((one) => h("li", {}, one)))),
  );
  box.hidden = false;
}
