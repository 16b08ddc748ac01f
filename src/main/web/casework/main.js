// The contact record beside a call. The script may be loaded again with each panel; it works once.
import { RecordPanel } from "./record.js";
import { forgetOldCopies } from "./copy.js";
import { tickWrapUps } from "./wrapup.js";

function open() {
  for (const root of document.querySelectorAll("[data-record]")) {
    if (!root.hamrohPanel) root.hamrohPanel = new RecordPanel(root);
  }
}

if (!window.hamrohCasework) {
  window.hamrohCasework = true;
  forgetOldCopies();
  document.addEventListener("htmx:load", open);
  setInterval(tickWrapUps, 500);
}
open();
