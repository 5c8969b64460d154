// Reviewers dragged, or taken up by key, to a submission: the form of the page says the rest.
const form = document.getElementById("hand");
const told = document.querySelector("[data-up]");
const words = told?.dataset;
const cards = [...document.querySelectorAll(".hand .card")];
const pool = document.querySelector(".pool");
let held = null, target = null;

const cardOf = (chip) => chip.closest(".card");
const reviewerOf = (chip) => chip.closest("[data-reviewer]").dataset.reviewer;
const tell = (text) => { told.textContent = text };

// Why what is held cannot come there; empty where it can.
function whyNot(place) {
  if (place === pool) return "";
  const number = reviewerOf(held);
  if (place.querySelector(`[data-reviewer="${number}"]`)) return words.has;
  return JSON.parse(place.dataset.not)[number] || "";
}

function aim(place) {
  target?.classList.remove("over");
  target = place;
  target?.classList.add("over");
}

function take(chip) {
  letGo();
  held = chip;
  chip.setAttribute("aria-pressed", "true");
  for (const card of cards) {
    const why = card === cardOf(chip) ? "" : whyNot(card);
    if (!why) continue;
    card.classList.add("no");
    const tag = Object.assign(document.createElement("span"), { className: "tag bad why", textContent: why });
    card.querySelector("h2").append(" ", tag);
  }
}

function letGo() {
  held?.setAttribute("aria-pressed", "false");
  for (const tag of document.querySelectorAll(".why")) tag.remove();
  for (const card of cards) card.classList.remove("no");
  aim(null);
  held = null;
}

// Sends the same form as the buttons do; whether it was sent.
function drop(place) {
  const from = cardOf(held), number = reviewerOf(held), why = place === from ? "" : whyNot(place);
  if (why) tell(`${place.dataset.title}: ${why}`);
  if (why || place === from || (place === pool && !from)) return false;
  const [fresh, gone] = form.querySelectorAll("[name=new], [name=gone]"); // buttons elsewhere are of it too
  fresh.disabled = place === pool;
  fresh.value = place === pool ? "" : `${place.id} ${number}`;
  gone.disabled = !from;
  gone.value = from ? `${from.id} ${number}` : "";
  form.requestSubmit();
  return true;
}

function move(step) {
  const from = cardOf(held), places = cards.filter((card) => card !== from);
  if (from) places.push(pool);
  const at = target ? places.indexOf(target) + step : step > 0 ? 0 : places.length - 1;
  aim(places[(at + places.length) % places.length]);
  target.scrollIntoView({ block: "nearest" });
  tell(target === pool ? words.back : `${target.dataset.title}: ${whyNot(target) || words.can}`);
}

function press(event) {
  const { key } = event, chip = event.currentTarget;
  if (key === "Enter" || key === " ") {
    event.preventDefault();
    if (!held) {
      take(chip);
      tell(`${chip.textContent} ${words.up}`);
    } else if (target && drop(target)) letGo();
  } else if (held && key === "Escape") {
    letGo();
    tell(words.left);
  } else if (held && key.startsWith("Arrow")) {
    event.preventDefault();
    move(key === "ArrowDown" || key === "ArrowRight" ? 1 : -1);
  }
}

for (const chip of told ? document.querySelectorAll(".hand li:not([data-fixed]) > .who") : []) {
  Object.assign(chip, { draggable: true, tabIndex: 0 });
  chip.setAttribute("role", "button");
  chip.setAttribute("aria-pressed", "false");
  chip.addEventListener("keydown", press);
  chip.addEventListener("blur", () => { if (held === chip) letGo() });
  chip.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    setTimeout(() => take(chip)); // what changes the page at once ends the drag
  });
  chip.addEventListener("dragend", letGo);
}
for (const place of form ? [...cards, pool] : []) {
  place.addEventListener("dragover", (event) => {
    if (!held) return;
    aim(place);
    event.preventDefault();
  });
  place.addEventListener("drop", (event) => {
    if (!held) return;
    event.preventDefault();
    drop(place);
  });
}
