// Makes a region's text input a combobox: suggestions come by htmx, keys and taps choose one.
(() => {
  "use strict";
  if (window.linliRegionPicker) return;
  window.linliRegionPicker = true;

  const parts = (element) => {
    const box = element.closest?.("[data-region-picker]");
    if (!box) return null;
    return { input: box.querySelector("input"), list: box.querySelector("ul"), count: box.querySelector("[data-region-count]") };
  };
  const options = (list) => [...list.querySelectorAll("[role=option]")];
  const current = (list) => list.querySelector("[aria-selected=true]");

  // Roles are set here, since without this script the input is only a text field.
  const wire = ({ input, list }) => {
    if (input.getAttribute("role") === "combobox") return;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    list.setAttribute("role", "listbox");
  };

  const close = ({ input, list }) => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = ({ input, list }, option) => {
    current(list)?.setAttribute("aria-selected", "false");
    current(list)?.classList.remove("active");
    for (const other of options(list)) other.classList.toggle("active", other === option);
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const choose = (picker, option) => {
    picker.input.value = option.dataset.value;
    picker.list.replaceChildren();
    picker.count.textContent = "";
    close(picker);
    picker.input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const move = (picker, step) => {
    const all = options(picker.list);
    if (!all.length) return;
    const at = all.indexOf(current(picker.list));
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
    mark(picker, all[next]);
  };

  const show = (picker) => {
    const all = options(picker.list);
    all.forEach((option, index) => { option.id = `${picker.list.id}_${index}`; });
    const isOpen = all.length > 0 && document.activeElement === picker.input;
    picker.list.hidden = !isOpen;
    picker.input.setAttribute("aria-expanded", String(isOpen));
    picker.input.removeAttribute("aria-activedescendant");
    if (!picker.input.value.trim()) picker.count.textContent = "";
    else picker.count.textContent = all.length ? `${picker.list.dataset.some} ${all.length}` : picker.list.dataset.none;
  };

  const handlers = {
    ArrowDown: (picker) => { if (picker.list.hidden) show(picker); move(picker, 1); },
    ArrowUp: (picker) => { if (picker.list.hidden) show(picker); move(picker, -1); },
    Enter: (picker) => { const option = current(picker.list); if (option) choose(picker, option); },
    Escape: (picker) => close(picker),
  };

  document.addEventListener("focusin", (event) => {
    const picker = parts(event.target);
    if (picker && event.target === picker.input) wire(picker);
  });
  document.addEventListener("focusout", (event) => {
    const picker = parts(event.target);
    if (picker) close(picker);
  });
  document.addEventListener("keydown", (event) => {
    const picker = event.isComposing ? null : parts(event.target);
    const handler = picker && event.target === picker.input && handlers[event.key];
    if (!handler) return;
    const isOpen = !picker.list.hidden;
    // Enter without a marked suggestion sends the form, Escape without a list does what it does.
    if (event.key === "Enter" && !(isOpen && current(picker.list))) return;
    if (event.key === "Escape" && !isOpen) return;
    event.preventDefault();
    handler(picker);
  });
  // Before the input loses the focus, so that the list is still there.
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.("[data-region-picker] [role=option]");
    if (!option) return;
    event.preventDefault();
    choose(parts(option), option);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const picker = parts(event.target);
    if (picker) { wire(picker); show(picker); }
  });
})();
