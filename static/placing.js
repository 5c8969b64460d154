// Contributions drawn to their place: the fields of the form follow, and "Store" does the rest.
let drawn = null;
const lines = () => document.querySelectorAll(".placing li:has(select)");
for (const line of lines()) {
  line.draggable = true;
  line.addEventListener("dragstart", (event) => {
    drawn = line;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  line.addEventListener("dragend", () => { drawn = null });
}
for (const list of document.querySelectorAll(".placing")) {
  list.addEventListener("dragover", (event) => { if (drawn) event.preventDefault() });
  list.addEventListener("drop", (event) => {
    if (!drawn) return;
    event.preventDefault();
    const under = event.target.closest("li:has(select)");
    if (!under) list.append(drawn);
    else if (under !== drawn) {
      const { top, height } = under.getBoundingClientRect();
      event.clientY < top + height / 2 ? under.before(drawn) : under.after(drawn);
    }
    const number = drawn.querySelector("input[name=row]");
    number.value = `${number.value.split(":")[0]}:${list.dataset.slot}`;
    drawn.querySelector("select").value = list.dataset.slot;
  });
}
