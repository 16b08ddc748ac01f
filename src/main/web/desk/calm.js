// A panel that has news asks for itself again, unless somebody is at work in it: then its button
// waits for them. A place to be asked for in calm has data-calm with the panel's selector.
import { writing } from "./desk.js";

function isChanged(field) {
  if (field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") {
    const first = [...field.options].findIndex((one) => one.defaultSelected);
    return field.selectedIndex !== Math.max(0, first);
  }
  return field.value !== field.defaultValue;
}

// Words that are being read out count as work, too.
function atWork(panel) {
  return (
    (panel.contains(document.activeElement) && writing()) ||
    Boolean(panel.querySelector("blockquote")) ||
    [...panel.querySelectorAll("input, textarea, select")].some(isChanged)
  );
}

document.addEventListener("htmx:confirm", (event) => {
  const { elt, triggeringEvent } = event.detail;
  const panel = elt.dataset.calm && document.querySelector(elt.dataset.calm);
  if (panel && triggeringEvent?.type !== "click" && atWork(panel)) event.preventDefault();
});
