// The menu's groups: one is open at a time (the browser sees to that), none after a click beside
// them, and Escape closes the open one and goes back to its name.
const open = () => document.querySelector("#pages details[open]");

document.addEventListener("click", (event) => {
  const group = open();
  if (group && !group.contains(event.target)) group.open = false;
});

document.addEventListener("keydown", (event) => {
  const group = open();
  if (event.key !== "Escape" || !group) return;
  group.open = false;
  group.querySelector("summary").focus();
});
