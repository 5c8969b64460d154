// Offers the reader's own zone in the switch above the program.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const select = document.querySelector("select[data-mine]");
if (zone && ![...select.options].some((option) => option.value === zone)) {
  const words = `${zone.replaceAll("_", " ")} (${select.dataset.mine})`;
  select.add(new Option(words, zone), 1);
}
