"""The words of the demonstration's program: facts of the workshop of 2021, told anew."""

SPEAKERS = {
    "loustau": (
        "Sébastien Loustau",
        "UPPA, LMAP",
        "Sébastien Loustau took his doctorate in Marseille in 2008 and his habilitation in Angers "
        "in 2014, where he taught at LAREMA. He founded the company LumenAI in 2015 and the "
        "non-profit IAPau in 2016, and joined LMAP in Pau in 2020. He works on online learning, "
        "mathematical statistics and information theory.",
    ),
    "lederer": (
        "Johannes Lederer",
        "Ruhr-University Bochum",
        "Johannes Lederer is professor of mathematical statistics in Bochum. A physicist by "
        "training, he took his doctorate at ETH Zürich and worked at UC Berkeley, Cornell and the "
        "University of Washington. His subjects are high-dimensional statistics, empirical "
        "processes and deep learning.",
    ),
    "bellec": (
        "Guillaume Bellec",
        "EPFL",
        "Guillaume Bellec studied in Paris, wrote his thesis with Wolfgang Maass at TU Graz and is "
        "a postdoctoral researcher with Wulfram Gerstner at EPFL. He works on spiking networks and "
        "on what they can do for neuromorphic hardware.",
    ),
    "gay": (
        "Paul Gay",
        "UPPA, LMAP",
        "Paul Gay is a researcher at LMAP. His thesis (Université du Maine, LIUM, 2014) was about "
        "recognising persons in broadcast video. He was at LIA in Avignon in 2015, at IIT/PAVIS "
        "from 2016 to 2018 and at LumenAI in 2019 and 2020.",
    ),
    "orgerie": (
        "Anne-Cécile Orgerie",
        "CNRS, IRISA, Rennes",
        "Anne-Cécile Orgerie is a CNRS research scientist in the Myriads team at IRISA. Since her "
        "doctorate in Lyon in 2011 she has studied the energy efficiency of distributed systems. "
        "She directs the EcoInfo group, which looks at the footprint of computing.",
    ),
}
TITLES = {
    "loustau": "Introduction on low power deep learning",
    "lederer": "Sparse deep learning",
    "bellec": "Spiking neural networks",
    "gay": "Energy consumption of AI",
    "orgerie": "Measuring and modelling the energy consumption of ICT distributed systems",
}
ABSTRACTS = {
    "loustau": "Which techniques make the training and the use of networks cheaper? A survey of "
    "old and recent ones, then a statistical road to lighter architectures: a greedy MCMC "
    "algorithm in the PAC-Bayesian spirit, whose networks bear heavy pruning.",
    "lederer": "Sparsity keeps models from overfitting, makes them faster and easier to read. The "
    "talk starts from sparsity in high-dimensional statistics and carries its theory over to "
    "deep networks, where much of it is still to be used.",
    "bellec": "Two habits of the brain save energy and are missing from today’s networks: rare "
    "electrical pulses instead of dense activity, and learning rules that look only at what is "
    "near. Recent models with both hold their own on benchmarks and suit neuromorphic chips.",
    "gay": "How much does your model draw, and where does it go? A tour of tools built on RAPL and "
    "nvidia-smi, of what depends on the hardware, and of the parts of a computer that consume; "
    "then measuring your own code with the open-source AIPowerMeter.",
    "orgerie": "Digital services span the globe and lean on each other, and their consumption is "
    "hard to see. How to measure it, how to turn measurements into models, and how simulators "
    "built on these models help to try energy-saving strategies before they are deployed.",
}
RESULTS = (
    "The winners of each slice of accuracy, the most promising approaches, and what we learned "
    "about measuring."
)
SPONSORS = ["Warm Fund, which is invented", "Cold Store, which is invented"]
SITE = "https://greenai-uppa.github.io"
SLIDES = {
    "loustau": f"{SITE}/seminars/acml_morning_introduction.pdf",
    "lederer": f"{SITE}/seminars/JohannesLederer.pdf",
    "bellec": f"{SITE}/seminars/Bellec.pdf",
    "orgerie": f"{SITE}/seminars/ACML_Workshop_2021-Orgerie.pdf",
}
TOOL = "https://github.com/GreenAI-Uppa/AIPowerMeter"
