// The boxes of a list: one in the head ticks all of the page, and what is to be dealt with
// follows what is ticked. Without this file the list of choices says it all.
(() => {
  "use strict";
  const which = document.getElementById("bulk-which");
  if (!which) return;
  const boxes = [...document.querySelectorAll("input[name=case][form=bulk]")];
  const all = document.getElementById("bulk-page");
  const option = which.options[0];
  const words = option.textContent;
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    option.textContent = ticked ? `${words} (${ticked})` : words;
    if (all) {
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
  };
  const choose = () => { which.value = "chosen"; count(); };
  if (all) {
    all.closest("[hidden]")?.removeAttribute("hidden");
    all.addEventListener("change", () => {
      boxes.forEach((box) => { box.checked = all.checked; });
      choose();
    });
  }
  boxes.forEach((box) => box.addEventListener("change", choose));
  window.addEventListener("pageshow", count);
})();
