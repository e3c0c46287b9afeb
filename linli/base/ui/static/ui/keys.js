// Single keys for lists at the desk. `j` and `k` move through the rows marked `data-row` to the
// first link of each, Enter opens it as on any link, `?` shows what the keys do, and a key named
// by `data-key` on a link or button presses that. Nothing happens while one types, with a
// modifier held, or when the keys are switched off in the help (WCAG 2.1.4); the choice stays in
// this browser.
(() => {
  "use strict";
  const OFF = "linli.keys.off";
  const help = document.getElementById("keys");
  const isOn = () => localStorage.getItem(OFF) !== "yes";
  const isTyping = (target) =>
    target.isContentEditable || target.closest("input, textarea, select, [role=textbox], dialog");

  const rowTarget = (row) => row.querySelector("a[href], button");
  const move = (step) => {
    const rows = [...document.querySelectorAll("[data-row]")].filter(rowTarget);
    if (!rows.length) return;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
    const target = rowTarget(rows[Math.min(Math.max(next, 0), rows.length - 1)]);
    target.focus();
    target.closest("[data-row]").scrollIntoView({ block: "nearest" });
  };
  const pressed = () =>
    [...document.querySelectorAll("[data-key]")].filter((element) => !element.closest("[hidden]"));
  const press = (key) => {
    for (const element of pressed()) {
      if (element.dataset.key !== key) continue;
      element.focus();
      element.click();
      return true;
    }
    return false;
  };
  const showHelp = () => help?.showModal();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!isOn() || event.defaultPrevented || isTyping(event.target)) return;
    const known = { j: () => move(1), k: () => move(-1), "?": showHelp };
    if (known[event.key]) known[event.key]();
    else if (!press(event.key)) return;
    event.preventDefault();
  });

  if (!help) return;
  for (const element of pressed()) {
    element.setAttribute("aria-keyshortcuts", element.dataset.key);
    const row = help.querySelector("template").content.cloneNode(true);
    row.querySelector("kbd").textContent = element.dataset.key;
    row.querySelector("span").textContent = element.textContent.trim();
    help.querySelector("ul").append(row);
  }
  const opener = document.querySelector("[data-opens-keys]");
  opener.hidden = false;
  opener.addEventListener("click", showHelp);
  const choice = help.querySelector("input[type=checkbox]");
  choice.checked = isOn();
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  });
})();
