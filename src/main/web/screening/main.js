// The screening beside a call, on a record, on a case. The script may be loaded again with each
// panel; it works once.
import { Sheet } from "./sheet.js";

function open() {
  for (const root of document.querySelectorAll("[data-screening][data-open=yes]")) {
    if (!root.hamrohSheet) root.hamrohSheet = new Sheet(root);
  }
}

if (!window.hamrohScreening) {
  window.hamrohScreening = true;
  document.addEventListener("htmx:load", open);
}
open();
