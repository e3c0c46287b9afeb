// What pages do when scripts run: the CSRF header and busy bar for htmx, no double submission,
// focus on what went wrong, what was typed kept when the language is switched. Every page works
// without this file.
(() => {
  "use strict";
  const body = document.body;
  const token = document.querySelector('meta[name="csrf-token"]')?.content;

  // htmx: the token that Django asks for, the busy bar, and a word when nothing comes back.
  let waiting = 0;
  const wait = (change) => {
    waiting = Math.max(0, waiting + change);
    body.toggleAttribute("data-busy", waiting > 0);
  };
  const say = (text) => {
    const region = document.querySelector(".messages");
    if (!region || !text) return;
    const line = document.createElement("div");
    line.className = "notice notice-bad";
    line.textContent = text;
    region.replaceChildren(line);
  };
  body.addEventListener("htmx:configRequest", (event) => {
    if (token) event.detail.headers["X-CSRFToken"] = token;
  });
  body.addEventListener("htmx:beforeRequest", () => wait(1));
  body.addEventListener("htmx:afterRequest", () => wait(-1));
  body.addEventListener("htmx:sendError", () => say(body.dataset.unreachable));
  body.addEventListener("htmx:responseError", () => say(body.dataset.failed));

  // A form is sent once. The button is disabled only after the browser has read its value; it
  // comes back when the page is shown again, or after a while if an answer was a download.
  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[data-held]")) {
      button.disabled = false;
      button.removeAttribute("data-held");
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    wait(1);
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button]):enabled")) {
        button.disabled = true;
        button.setAttribute("data-held", "");
      }
    });
    setTimeout(() => {
      release(form);
      wait(-1);
    }, 10000);
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    waiting = 0;
    wait(0);
    document.querySelectorAll("form[data-sent]").forEach(release);
  });

  // A switch of language or of type size in the middle of a form takes what was typed along to
  // the next page, in this tab alone, and forgets it there. Fields are known by their names, since
  // elder mode asks in another order.
  const KEPT = "typed";
  const typedInto = () => [...document.querySelectorAll("main form[method=post] :is(input, select, textarea)")]
    .filter((one) => one.name && !["hidden", "password", "file"].includes(one.type));
  const isTicked = (one) => one.type === "checkbox" || one.type === "radio";
  try {
    for (const form of document.querySelectorAll("form.language, form.look")) {
      form.addEventListener("submit", () => {
        const typed = typedInto().map((one) =>
          isTicked(one) ? [one.name, one.value, one.checked] : [one.name, "", one.value]);
        sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, typed }));
      });
    }
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    if (kept?.path === location.pathname) {
      const places = typedInto();
      for (const [name, value, was] of kept.typed) {
        const place = places.find((one) => one.name === name && (!isTicked(one) || one.value === value));
        if (place) place[isTicked(place) ? "checked" : "value"] = was;
      }
    }
  } catch { /* a browser that keeps nothing: the page begins anew */ }

  // The button that prints the page; without scripts the browser's own menu does.
  for (const button of document.querySelectorAll("[data-prints-page]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // After a form came back with errors, start at their summary.
  document.querySelector("[data-focus]")?.focus();
})();
