"""A row of CodeCarbon with another number of fields than its header (upstream issue 1304).

Empty columns are left out, so what stands right of them is shifted. What counts must stand left of
the first gap: there each cell is of the kind its column holds, and the energies add up.
"""

import re

from competition.energylogs.figures import number

NUMBERS = ("duration", "emissions", "emissions_rate", "cpu_power", "gpu_power", "ram_power")
NUMBERS += ("cpu_energy", "gpu_energy", "ram_energy", "energy_consumed")
TEXTS = ("country_name", "country_iso_code", "region", "os", "run_id")
RUN_ID = re.compile(r"[0-9a-fA-F-]{32,36}")
PARTS = ("cpu_energy", "gpu_energy", "ram_energy")


class Shifted:
    """`cells` are those that can be relied on, by their places in the header."""

    def __init__(self, table, cells):
        self.table, self.row, self.count = table, cells, len(cells)
        self.names = table.names
        self.is_sound = self._is_sound(cells)
        needed = [self.names.index(name) for name in (*NUMBERS, "run_id") if name in self.names]
        end = max(needed) + 1
        kept = cells[:end] if self.is_sound else self._only_run_id(cells)
        kept = kept + [""] * (len(self.names) - len(kept))
        self.cells = self._with_ending(kept, cells) if self.is_sound else kept

    @property
    def ends(self):
        """Whether it is sound, and its right end is that of the header: so no cell of it is cut."""
        if not self.is_sound or "on_cloud" not in self.names[:-1]:
            return False
        on_cloud, *last = self.row[self.names.index("on_cloud") - len(self.names) :]
        numbers = [self._number(text) for text in last]
        return on_cloud.upper() in ("Y", "N") and None not in numbers

    def _number(self, text):
        try:
            return number(text, comma=self.table.comma)
        except ValueError:
            return None

    def _is_sound(self, cells):
        named = dict(zip(self.names, cells, strict=False))
        wanted = [name for name in NUMBERS if name in self.names]
        if any(self._number(named.get(name, "")) is None for name in wanted):
            return False
        return self._texts_stand(named) and self._adds_up(named)

    def _texts_stand(self, named):
        """The text next right of the energies tells where they end."""
        after = self.names[self.names.index("energy_consumed") + 1 :]
        nearest = next((name for name in after if name in TEXTS), None)
        if nearest != (after[0] if after else None):
            return True
        return self._number(named.get(nearest, "")) is None

    def _adds_up(self, named):
        """A component without a column was empty in all rows."""
        parts = [self._number(named[name]) for name in PARTS if name in self.names]
        total = self._number(named["energy_consumed"])
        return not parts or abs(sum(parts) - total) <= 1e-3 * abs(total)

    def _only_run_id(self, cells):
        if "run_id" not in self.names:
            return []
        place = self.names.index("run_id")
        known = place < len(cells) and RUN_ID.fullmatch(cells[place])
        return [""] * place + [cells[place]] if known else []

    def _with_ending(self, kept, cells):
        """PUE stands at the right end: it is taken where the cells around it are in place."""
        if not {"pue", "on_cloud"} <= set(self.names):
            return kept
        on_cloud, pue = self.names.index("on_cloud"), self.names.index("pue")
        for moved in (0, len(cells) - len(self.names)):
            around = cells[on_cloud + moved : on_cloud + moved + 1]
            found = cells[pue + moved : pue + moved + 1]
            if found and around and around[0].upper() in ("Y", "N"):
                kept[pue] = found[0]
        return kept
