// The search boxes inside multiple choices take the name of their field: Select2 leaves them nameless.
function nameSearchBoxes() {
  for (const box of document.querySelectorAll(".select2-search__field:not([aria-label])")) {
    const row = box.closest(".form-row");
    const label = row && row.querySelector("label");
    if (label) {
      box.setAttribute("aria-label", label.textContent.trim());
    }
  }
}

new MutationObserver(nameSearchBoxes).observe(document.documentElement, {
  childList: true,
  subtree: true,
});

// A second click on the button of a form that is under way sends nothing. The list's own form is
// left alone: it answers with downloads, after which the page stays.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.id === "changelist-form") {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
  }
  form.dataset.sent = "yes";
});

// "Back" may show the page as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});
