/* Comfort on top of pages that work without it: suggestions, lists swapped in place, print button. */

const DELAY = 180;

function combobox(form) {
  const input = form.querySelector(`input[name=${form.dataset.suggestInput || "q"}]`);
  const list = document.createElement("ul");
  let options = [];
  let at = -1;
  let timer;
  let request;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestWords);
  // In a longer form the list stands below its field, and a choice leaves what is written alone.
  if (form.dataset.suggestInput) input.after(list);
  else form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    if ("suggestWindow" in form.dataset) window.open(option.url, "_blank", "noopener");
    else window.location.assign(option.url);
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((item, position) => {
      item.setAttribute("aria-selected", String(position === at));
    });
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function show(found) {
    options = found;
    list.replaceChildren(
      ...found.map((option, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const text = document.createElement("span");
        text.textContent = option.text;
        const type = document.createElement("span");
        type.className = "type";
        type.textContent = option.type;
        item.append(text, " ", type);
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => choose(option));
        return item;
      }),
    );
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
  }

  async function ask() {
    request?.abort();
    const words = input.value.trim();
    if (!words) return close();
    request = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1;
      mark(((at + 1 + step + places) % places) - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      choose(options[at]);
    }
  });
}

/* Links and forms marked data-swap inside #list replace that list alone. */
function swapInPlace(root) {
  if (!window.htmx || !document.getElementById("list")) return;
  for (const part of root.querySelectorAll("#list [data-swap]")) {
    for (const link of part.matches("form") ? [part] : part.querySelectorAll("a")) {
      const address = link.getAttribute(link.matches("form") ? "action" : "href");
      link.setAttribute("hx-get", address || window.location.pathname);
      link.setAttribute("hx-target", "#list");
      link.setAttribute("hx-select", "#list");
      link.setAttribute("hx-swap", "outerHTML show:window:top");
      link.setAttribute("hx-push-url", "true");
      window.htmx.process(link);
    }
  }
}

function openOnWide(root) {
  if (!window.matchMedia("(min-width: 62em)").matches) return;
  for (const part of root.querySelectorAll("details[data-open-wide]")) part.open = true;
}

function prepare(root) {
  openOnWide(root);
  swapInPlace(root);
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  if (form.dataset.suggest) combobox(form);
}
document.querySelector("[data-focus]")?.focus();
prepare(document);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("htmx:afterSettle", () => {
  prepare(document);
  const count = document.querySelector("#list [data-announce]");
  if (count) document.getElementById("announce").textContent = count.textContent;
});
