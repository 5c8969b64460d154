// A form that saves itself says when it could not, and tries again until it can.
const EVERY = 10000;
const form = document.querySelector("form[data-hx-post]");
let again, unsaved;

function say(why) {
  const words = document.querySelector(`template[data-unsaved="${why}"]`).content;
  const told = document.getElementById("saved");
  if (told.textContent !== words.textContent) told.replaceChildren(words.cloneNode(true));
  again = setTimeout(save, EVERY);
}

// Whoever has signed in again has another token: the page is asked for it. What was amiss, or "".
async function renew() {
  const answer = await fetch(location.href).catch(() => null);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  const token = page.querySelector("form[data-hx-post] [name=csrfmiddlewaretoken]");
  if (!answer) return "away";
  if (!token) return answer.ok ? "out" : "failed";
  form.elements.csrfmiddlewaretoken.value = token.value;
  return "";
}

async function save() {
  const why = await renew();
  if (why) say(why);
  else htmx.trigger(form, "again");
}

// A form that is sent by whoever is signed out would be left behind: it stays where it is.
async function submit(event) {
  const was = unsaved;
  unsaved = "";
  if (was !== "out") return;
  event.preventDefault();
  clearTimeout(again);
  unsaved = await renew();
  if (!unsaved) return form.requestSubmit(event.submitter);
  say(unsaved);
  document.querySelector("#saved a")?.focus();
}

form?.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  clearTimeout(again);
  unsaved = xhr.status === 200 ? "" : { 0: "away", 401: "out", 403: "out" }[xhr.status] ?? "failed";
  if (unsaved) say(unsaved);
});
form?.addEventListener("submit", submit);
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
