// A form that saves itself says when it could not, and tries again until it can.
const EVERY = 10000;
const form = document.querySelector("form[data-hx-post]");
let again, isUnsaved;

function say(why) {
  const words = document.querySelector(`template[data-unsaved="${why}"]`).content;
  const told = document.getElementById("saved");
  if (told.textContent !== words.textContent) told.replaceChildren(words.cloneNode(true));
  again = setTimeout(save, EVERY);
}

// Whoever has signed in again has another token: the page is asked for it.
async function save() {
  const answer = await fetch(location.href).catch(() => null);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  const token = page.querySelector("form[data-hx-post] [name=csrfmiddlewaretoken]");
  if (!answer) return say("away");
  if (!token) return say(answer.ok ? "out" : "failed");
  form.elements.csrfmiddlewaretoken.value = token.value;
  htmx.trigger(form, "again");
}

form?.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  clearTimeout(again);
  isUnsaved = xhr.status !== 200;
  if (isUnsaved) say({ 0: "away", 401: "out", 403: "out" }[xhr.status] ?? "failed");
});
form?.addEventListener("submit", () => (isUnsaved = false));
addEventListener("beforeunload", (event) => isUnsaved && event.preventDefault());
