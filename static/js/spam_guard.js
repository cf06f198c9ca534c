/* Proof of work: find the number whose hash is given, while the person reads the page. */

const BATCH = 64;
const PAUSE = 2000;

async function hash(text, algorithm) {
  const bytes = await crypto.subtle.digest(algorithm, new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function solve({ algorithm, challenge, maxNumber, salt, signature }) {
  for (let start = 0; start <= maxNumber; start += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_unused, index) => start + index);
    const hashes = await Promise.all(numbers.map((number) => hash(`${salt}${number}`, algorithm)));
    const at = hashes.indexOf(challenge);
    if (at >= 0) {
      return btoa(JSON.stringify({ algorithm, challenge, number: numbers[at], salt, signature }));
    }
    // Let the page answer to keys and clicks between two rounds.
    if (start % PAUSE < BATCH) await new Promise((resolve) => setTimeout(resolve));
  }
  throw new Error("no number has this hash");
}

function guard(part) {
  const form = part.closest("form");
  const status = part.querySelector("[data-spam-status]");
  const question = part.querySelector("[data-spam-question]");
  const work = part.querySelector("input[name=work]");
  let waiting = false;

  // Without the browser's own hashing (a page not sent over HTTPS) the question stays.
  if (!globalThis.crypto?.subtle) return;
  question.hidden = true;
  form.addEventListener("submit", (event) => {
    if (work.value || !question.hidden) return;
    event.preventDefault();
    waiting = true;
    status.hidden = false;
    status.textContent = part.dataset.working;
  });
  solve(JSON.parse(part.dataset.spamGuard)).then(
    (found) => {
      work.value = found;
      if (!waiting) return;
      status.textContent = part.dataset.ready;
      form.requestSubmit();
    },
    () => {
      question.hidden = false;
      status.hidden = true;
    },
  );
}

for (const part of document.querySelectorAll("[data-spam-guard]")) guard(part);
