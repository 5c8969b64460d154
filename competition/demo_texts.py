"""What stands in the demonstration's competition: the rules of 2021, retold, and some entries."""

COMPETITION = {
    "name": "Efficient deep learning on CIFAR-10",
    "task": (
        "Classify the test set of CIFAR-10 with as little energy as you can. The common graphics "
        "card is the same for all; what counts is inference alone, at an accuracy of your choice."
    ),
    "dataset": "CIFAR-10",
    "test_size": 10_000,
    "rules": (
        "- Hand in an archive or a container image with a `predict` function and the trained "
        "model, and a description of two pages.\n"
        "- We measure it on our machine, alone on it, without a network. Warm-up is left out; "
        "each iteration goes over the whole test set once.\n"
        "- The energy is that of the processor’s package and the graphics card, divided by the "
        "number of iterations. Send your own measurement along: ours decides.\n"
        "- No look-up by a hash of the image, no other way of knowing the test set by heart.\n"
        "- The least energy in a slice of accuracy wins it. The winners tell us how in five "
        "minutes at the workshop."
    ),
    "prize": "1000 euros",
    "hardware": "GeForce RTX 3090, 16 Intel i9 cores",
    "software": "Debian 12, AIPowerMeter",
    "gpu_name": "RTX 3090",
    "most_watts": 700,
    "idle_watts": 60,
    "iterations": 10,
    "grams_per_kwh": "44.20",
    "carbon_source": "Ember, France, 2024",
    "lessons": (
        "Three runs of the same program differ by one or two per cent once the machine is warm, "
        "and by ten while it is not: we let it run for five minutes before the meter counts.\n\n"
        "Half of the logs that we were sent began before the model was loaded."
    ),
    "feedback": (
        "The middle slice was won by a network a hundredth of the size of the most accurate one. "
        "Thank you for three nights of work; next time we shall count the memory as well."
    ),
}
SLICES = [
    ("95–100 %", "0.95", "1", True),
    ("90–95 %", "0.9", "0.95", False),
    ("80–90 %", "0.8", "0.9", False),
]
TEAMS = [  # name, affiliation, members
    ("A1", "Laboratoire du Gave, Pau", [("Maialen Ibarra", "maialen@example.org")]),
    ("A2", "Atelier des Cimes, Tarbes", [("Jon Garat", "jon@example.org")]),
    ("A3", "Institute of Large Numbers", [("Pia Sandvik", "pia@example.org")]),
    ("Meter readers", "University of Lyon", [("Ana Moreau", "author@example.org")]),
    ("Organisers", "", []),
]
ENTRIES = [
    {
        "team": "A1",
        "title": "Wide net, half its weights",
        "description": "pruned-watts",
        "summary": "A wide residual net, pruned by magnitude and run in half precision.",
        "correct": 9650,
        "energy_j": 150e3,
        "approach": (
            "Half of the weights were taken out after training and the net was trained on for ten "
            "epochs: the accuracy came back, the energy did not."
        ),
    },
    {
        "team": "A2",
        "title": "A student in eight bits",
        "description": "four-bits",
        "summary": "A small convolutional student of a large teacher, quantised to eight bits.",
        "correct": 9250,
        "energy_j": 10e3,
        "approach": "",
    },
    {
        "team": "A3",
        "title": "Transformer, fine-tuned",
        "description": "teacher-debt",
        "summary": "A vision transformer trained on more data and fine-tuned at full resolution.",
        "correct": 9850,
        "energy_j": 5000e3,
        "approach": "",
    },
    {
        "team": "Meter readers",
        "title": "Early exits",
        "description": "early-exits",
        "summary": "Easy pictures leave the net after its first block.",
        "correct": 8931,
        "energy_j": 21e3,
        "approach": "",
    },
    {
        "team": "Organisers",
        "title": "ResNet-50 as it is",
        "description": "carbon-hours",
        "summary": "To compare with.",
        "correct": 9402,
        "energy_j": 910e3,
        "approach": "",
    },
]
AWARD = ("The jury’s award", "For telling when easy pictures are easy, with figures for each exit.")
