"""The flow of greatest gain: OR-tools, or scipy where OR-tools has no wheel for the machine."""

import numpy as np

try:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
except ImportError:
    SimpleMinCostFlow = None

# The engine multiplies costs by the number of nodes and adds them along a path: int64 must do.
LARGEST_COST = 2**40
MOST_PRODUCT = 2**60


def best_flow(network):
    """The flow on each arc as whole numbers, or None where none meets all supplies."""
    if np.any(network.capacities < 0) or network.supplies.sum():
        return None
    if not len(network.gains):
        return None if network.supplies.any() else np.empty(0, np.int64)
    return (by_ortools if SimpleMinCostFlow else by_scipy)(network)


def costs_of(network):
    """Whole numbers in proportion to the gains, as fine as they safely can be."""
    largest = np.max(np.abs(network.gains), initial=0)
    if not largest:
        return np.zeros(len(network.gains), np.int64)
    finest = min(LARGEST_COST, MOST_PRODUCT // (len(network.supplies) + 1) ** 2)
    costs = network.gains / -largest
    costs *= finest
    return np.rint(costs, out=costs).astype(np.int64)


def by_ortools(network):
    engine = SimpleMinCostFlow()
    engine.add_arcs_with_capacity_and_unit_cost(
        network.tails, network.heads, network.capacities, costs_of(network)
    )
    nodes = np.arange(len(network.supplies), dtype=np.int32)
    engine.set_nodes_supplies(nodes, network.supplies)
    status = engine.solve()
    if status == engine.INFEASIBLE:
        return None
    if status != engine.OPTIMAL:
        raise RuntimeError(f"The flow could not be computed: {status.name}.")
    return engine.flows(np.arange(len(network.gains), dtype=np.int32))


def by_scipy(network):
    """Corners of a flow's polytope are whole, and the simplex method ends in a corner."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    arcs, costs = np.arange(len(network.gains)), costs_of(network)
    largest = max(np.max(np.abs(costs)), 1)
    ends = np.concatenate([network.tails, network.heads]), np.tile(arcs, 2)
    signs = np.repeat([1.0, -1.0], len(arcs))
    found = linprog(
        costs / largest,
        A_eq=csr_array((signs, ends), shape=(len(network.supplies), len(arcs))),
        b_eq=network.supplies,
        bounds=np.stack([np.zeros(len(arcs)), network.capacities], axis=1),
        method="highs-ds",
    )
    if found.status == 2:
        return None
    if found.status:
        raise RuntimeError(f"The flow could not be computed: {found.message}")
    return np.rint(found.x).astype(np.int64)
