// The safety card is asked by keys: a digit answers the question that has the focus and leads to the
// next one, Enter keeps what was said. The shortcut F leads to the first.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-safety]");
  if (!form || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("input[type=radio]")) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const choices = [...event.target.closest("fieldset").querySelectorAll("input")];
  const chosen = choices[digit - 1];
  if (!chosen) return;
  event.preventDefault();
  event.stopPropagation();
  chosen.checked = true;
  const all = [...form.querySelectorAll("fieldset")];
  const next = all[all.indexOf(event.target.closest("fieldset")) + 1];
  (next ? next.querySelector("input:checked") : form.elements.shared).focus();
});
