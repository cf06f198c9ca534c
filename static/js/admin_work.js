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
