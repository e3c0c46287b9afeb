// Warns two minutes before somebody is signed out for doing nothing, and lets them stay by one
// tap. Who types stays anyway. All tabs share one clock; what a page asks for by itself (polls)
// says so and keeps nobody signed in. Without this file the server does the same, unannounced.
(() => {
  "use strict";
  const dialog = document.getElementById("idle");
  if (!dialog?.showModal) return;
  const LASTS = Number(dialog.dataset.seconds) * 1000;
  const WARNED = Math.min(120000, LASTS / 2);
  const TYPED = Math.min(300000, LASTS / 4);
  const SEEN = "linli-seen";
  let seen = Date.now();
  let isTyping = false;

  const note = (at) => {
    seen = at;
    try { localStorage.setItem(SEEN, String(at)); } catch { /* this tab alone, then */ }
  };
  const latest = () => {
    try { seen = Math.max(seen, Number(localStorage.getItem(SEEN)) || 0); } catch { /* same */ }
    return seen;
  };
  const say = (which) => {
    for (const line of dialog.querySelectorAll("[data-idle]")) line.hidden = line.dataset.idle !== which;
    const isOver = which === "over";
    dialog.querySelector("[data-idle-stay]").hidden = isOver;
    dialog.querySelector("[data-idle-close]").hidden = !isOver;
  };

  const stay = async () => {
    const token = document.querySelector('meta[name="csrf-token"]')?.content || "";
    try {
      const answer = await fetch(dialog.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token } });
      const { seconds } = answer.ok ? await answer.json() : { seconds: 0 };
      if (!seconds) return say("over");
      note(Date.now());
      if (dialog.open) dialog.close();
    } catch {
      if (dialog.open) say("unreachable");
    }
  };

  const look = () => {
    const passed = Date.now() - latest();
    if (isTyping && passed > TYPED && passed < LASTS) {
      isTyping = false;
      stay();
    } else if (passed >= LASTS) {
      if (!dialog.open) dialog.showModal();
      say("over");
    } else if (passed >= LASTS - WARNED) {
      if (!dialog.open) {
        say("soon");
        dialog.showModal();
      }
    } else if (dialog.open) {
      dialog.close();
    }
  };

  const isByItself = (element) => (element?.getAttribute("hx-trigger") || "").includes("every");
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (isByItself(event.detail.elt)) event.detail.headers["Linli-By-Itself"] = "1";
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && !isByItself(event.detail.elt)) note(Date.now());
  });
  document.addEventListener("input", () => { isTyping = true; });
  dialog.querySelector("[data-idle-stay]").addEventListener("click", stay);
  let isDismissed = false;
  dialog.querySelector("[data-idle-close]").addEventListener("click", () => {
    isDismissed = true;
    dialog.close();
  });
  note(Date.now());
  setInterval(() => { if (!isDismissed) look(); }, Math.min(5000, LASTS / 8));
})();
