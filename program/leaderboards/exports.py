"""The leaderboard as CSV and JSON. Nothing of a person, no address of mail, no name of a file."""

from datetime import UTC

from competition.leaderboard import slices_of
from program.leaderboards.lines import code_url_of
from workshop.exports import as_csv

COLUMNS = """slice rank code team title correct total measured_by_organisers claimed_correct
claimed_total energy_j energy_j_min energy_j_max duration_s co2e_g g_per_kwh state baseline
on_front submitted code_url""".split()


def csv_of(board):
    """A line for each slice that an entry is in, and one without for what is in none."""
    lines = [_line(row, label, place, board) for label, place, row in _placed(board)]
    return as_csv(COLUMNS, ([_cell(one) for one in line] for line in lines))


def _placed(board):
    for part in board.slices:
        yield from ((part.label, place, row) for place, row in board.rows_of(part))
    yield from (("", None, row) for row in board.rows if not slices_of(row, board))


def _line(row, label, place, board):
    told = record_of(row, board)
    claimed, energy = told["claimed"] or {}, told["energy_j"] or {}
    counted = told["accuracy"] or {}
    return [
        *(label, place, told["code"], told["team"], told["title"]),
        *(counted.get("correct"), counted.get("total"), told["accuracy_is_measured"]),
        *(claimed.get("correct"), claimed.get("total")),
        *(energy.get(name) for name in ("median", "min", "max")),
        *(told["duration_s"], told["co2e_g"], told["g_per_kwh"], told["state"], told["baseline"]),
        *(told["on_front"], told["submitted"], told["code_url"]),
    ]


def _cell(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def json_of(board):
    competition = board.competition
    return {
        "competition": _about(competition),
        "slices": _slices_of(competition),
        "entries": [record_of(row, board) for row in board.rows],
    }


def _about(competition):
    return {
        "name": competition.name,
        "workshop": competition.workshop.name,
        "dataset": competition.dataset,
        "test_size": competition.test_size,
        "iterations": competition.iterations,
        "components": sorted(competition.scope),
        "platform": competition.hardware,
        "tolerance": float(competition.tolerance),
        "g_per_kwh": _factor_of(competition),
        "carbon_source": competition.carbon_source,
    }


def _slices_of(competition):
    opening = competition.newest_opening
    return {
        "version": opening and opening.version,
        "since": opening and _instant(opening.at),
        "mode": competition.ranked_mode,
        "slices": [
            {
                "label": part.label,
                "lower": float(part.lower),
                "upper": float(part.upper),
                "upper_inclusive": part.upper_inclusive,
            }
            for part in competition.ranked_slices
        ],
    }


def record_of(row, board):
    """What everybody may know of an entry, in plain values."""
    entry, energy = row.entry, row.energy
    return {
        "code": entry.code,
        "team": entry.team.name,
        "title": entry.title,
        "code_url": code_url_of(entry),
        "accuracy": _counts(entry.counted),
        "accuracy_is_measured": bool(entry.measured),
        "claimed": _counts(entry.claimed),
        "energy_j": energy and _energy_of(energy),
        "energy_is_of_organisers": bool(energy and energy.is_of_organisers),
        "duration_s": energy and energy.duration,
        "co2e_g": row.co2e_g,
        "g_per_kwh": _factor_of(board.competition),
        "state": entry.state,
        "baseline": entry.is_baseline,
        "on_front": row.is_on_front,
        "saved": row.saved,
        "slices": [
            {"slice": part.label, "rank": row.places.get(part.label)}
            for part in slices_of(row, board)
        ],
        "submitted": _instant(entry.submitted_at),
    }


def _counts(pair):
    return pair and {"correct": pair[0], "total": pair[1]}


def _energy_of(energy):
    """Per iteration. Of one measurement the least and the most are that one."""
    return {
        "median": energy.middle,
        "min": min(energy.energies),
        "max": max(energy.energies),
        "measurements": len(energy.energies),
    }


def _factor_of(competition):
    return None if competition.grams_per_kwh is None else float(competition.grams_per_kwh)


def _instant(at):
    return at and at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
