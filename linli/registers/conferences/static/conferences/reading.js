// The reading page by keyboard and mouse: takes the selection in the report as a demand, and keeps
// place and focus when htmx has put in the new page. What the single keys press stands in `data-key`
// (see ui/keys.js). The page works without this file: demands are added by their words, ends moved
// by buttons.
(() => {
  "use strict";
  const source = () => document.getElementById("source");

  // Places count code points of the report: each piece says where it begins.
  const placeOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element.closest("[data-start]");
    if (!piece) return null;
    const before = document.createRange();
    before.selectNodeContents(piece);
    before.setEnd(node, offset);
    return Number(piece.dataset.start) + [...before.toString()].length;
  };
  const selected = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const pieces = [...source().querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
    if (!pieces.length) return null;
    const [first, last] = [pieces[0], pieces[pieces.length - 1]];
    const start = first.contains(range.startContainer)
      ? placeOf(range.startContainer, range.startOffset) : Number(first.dataset.start);
    const end = last.contains(range.endContainer)
      ? placeOf(range.endContainer, range.endOffset)
      : Number(last.dataset.start) + [...last.textContent].length;
    return start < end ? { start, end } : null;
  };
  // Keys are pressed on buttons, which take the focus; what was selected is remembered.
  let last = null;
  document.addEventListener("selectionchange", () => {
    const anchor = window.getSelection().anchorNode;
    if (!anchor || !source()?.contains(anchor)) return;
    last = selected();
    const place = document.getElementById("place");
    if (!last || !place) return;
    const option = [...place.options].filter((one) => Number(one.value) <= last.start).pop();
    if (option) place.value = option.value;
  });

  const send = (form, act) => {
    if (!last) return;
    form.elements.start.value = last.start;
    form.elements.end.value = last.end;
    form.requestSubmit(act);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-selection]");
    if (!button) return;
    if (button.dataset.selection === "add") send(document.getElementById("adding"));
    else {
      const form = document.getElementById("editor");
      send(form, form.querySelector("[value=save]"));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "e" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    const field = document.querySelector("#editor [name=speaker]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  // Out of a field the keys are back.
  document.addEventListener("keyup", (event) => {
    if (event.key === "Escape" && event.target.closest("#editor, #adding")) {
      document.querySelector(".demand.is-current .demand-no")?.focus();
    }
  });

  const ready = () => {
    document.querySelectorAll("[data-needs-script]").forEach((one) => { one.hidden = false; });
  };
  const bring = () => {
    const current = document.querySelector(".demand.is-current");
    const mark = source()?.querySelector(".piece.is-current");
    const box = source();
    if (mark && box.scrollHeight > box.clientHeight) {
      const [outer, inner] = [box.getBoundingClientRect(), mark.getBoundingClientRect()];
      if (inner.top < outer.top + 48 || inner.bottom > outer.bottom) {
        box.scrollTop += inner.top - outer.top - outer.height / 3;
      }
    }
    return current;
  };
  let scrolled = 0;
  document.addEventListener("htmx:beforeSwap", () => {
    scrolled = source()?.scrollTop ?? 0;
    last = null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!source()) return;
    ready();
    source().scrollTop = scrolled;
    const current = bring();
    const wrong = document.querySelector("#reading [data-focus]");
    const goal = wrong ?? current?.querySelector(".demand-no");
    goal?.focus({ preventScroll: true });
    (wrong ?? current)?.scrollIntoView({ block: "nearest" });
  });
  ready();
  bring();
})();
