// From one row of a list to the next: the list that a row was opened from is kept in this tab, and
// the page of the row, also after a step was taken there, leads back to it and on to the row after.
(() => {
  "use strict";
  const KEPT = "linli.trail";
  const firstLinks = () =>
    [...document.querySelectorAll("[data-row]")].map((row) => row.querySelector("a[href]"));

  document.addEventListener("click", (event) => {
    const links = firstLinks().filter(Boolean);
    const opened = event.target.closest("a[href]");
    if (!links.includes(opened) || opened.pathname === location.pathname) return;
    const list = location.pathname + location.search;
    sessionStorage.setItem(KEPT, JSON.stringify({ list, rows: links.map((link) => link.pathname) }));
  });

  const trail = document.querySelector("[data-trail]");
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  const here = kept ? kept.rows.indexOf(location.pathname) : -1;
  if (!trail || here < 0) return;
  const [back, next] = trail.querySelectorAll("a");
  back.href = kept.list;
  if (here + 1 < kept.rows.length) next.href = kept.rows[here + 1];
  else next.hidden = true;
  trail.hidden = false;
})();
