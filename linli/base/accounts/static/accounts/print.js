// Shows the button that prints the page; without scripts the browser's own menu does.
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
