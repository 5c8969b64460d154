"""What the demonstration's reviewers have written: invented papers, invented numbers."""

MEASURING = "Measuring the consumption of deep learning"
LIGHTER = "Lighter architectures"
CARBON = "Carbon footprint of AI"
SPIKING = "Spiking and other new paradigms"
RELATED = "Related areas"
PROFILES = {  # of whom: how much, about what, from where, papers
    "reviewer": {
        "most": 6,
        "topics": [LIGHTER, MEASURING],
        "affiliations": ["University of Adour Valley"],
        "papers": [
            (
                "Leaving early: confidence thresholds for networks with several exits",
                "A network with several exits answers easy images at the first classifier. We tune "
                "the thresholds of the exits on a validation set and show that the accuracy lost "
                "is bounded by the calibration of the first exit.",
            ),
            (
                "Joules per image: comparing residual networks on three GPUs",
                "We measure the energy of inference for nine residual networks on three GPUs. The "
                "ranking by operations and the ranking by measured energy differ for four of them, "
                "and the batch size explains most of it.",
            ),
            (
                "Width or depth? Slimming convolutional networks under an energy budget",
                "Under a fixed budget of energy, narrow and deep networks beat wide and shallow "
                "ones on small images. We prune channels step by step with the meter running.",
            ),
        ],
    },
    "brandvold": {
        "most": 5,
        "topics": [MEASURING, CARBON],
        "affiliations": ["Institute of Northern Computing"],
        "papers": [
            (
                "How wrong are the counters? Processor energy registers against wall meters",
                "Energy counters of processors miss the losses of the power supply and drift with "
                "temperature. We calibrate them against wall meters on eleven servers and give a "
                "correction that a user can apply.",
            ),
            (
                "Sampling power at one kilohertz: what training loops hide",
                "Power traces of training loops show pauses between batches that averages hide. "
                "Loading and preprocessing of data take a third of the energy on two of four "
                "machines.",
            ),
            (
                "A reference workload for energy reports",
                "Reports of energy cannot be compared when the machine is not described. We "
                "propose a small reference job that is repeated beside every measurement.",
            ),
            (
                "Shifting jobs to hours of wind",
                "We schedule training jobs with a deadline into the hours of a day in which the "
                "carbon intensity of the grid is low, and report what forecasts cost.",
            ),
        ],
    },
    "ishigaki": {
        "most": None,
        "topics": [LIGHTER],
        "affiliations": ["Kanda Institute of Technology"],
        "papers": [
            (
                "Four bits are enough for adapters",
                "Fine-tuning of language models with low-rank adapters tolerates weights of four "
                "bits. We study which layers need more precision and how memory limits the batch.",
            ),
            (
                "Distilling under load: students that save and students that do not",
                "A distilled student saves energy only when it is asked often enough to pay for "
                "its training. We measure teachers and students under realistic request rates.",
            ),
            (
                "Structured pruning for the hardware that we have",
                "Unstructured sparsity rarely makes a GPU faster. Blocks of weights that fit the "
                "hardware give most of the speed for a little accuracy.",
            ),
        ],
    },
    "faroukhi": {
        "most": 4,
        "topics": [SPIKING],
        "affiliations": ["Laboratory of Neural Hardware"],
        "papers": [
            (
                "Event-driven keyword spotting on a microwatt",
                "Spiking networks listen to speech and stay silent between words. On an "
                "event-driven chip, detection of keywords needs a fraction of the power of a "
                "recurrent network.",
            ),
            (
                "Local rules for deep spiking networks",
                "Learning rules that use what is near a synapse avoid the backward pass. We train "
                "spiking networks layer by layer and compare memory, accuracy and energy with "
                "backpropagation through time.",
            ),
            (
                "Sparse activity is not free: routing spikes on neuromorphic chips",
                "The energy of a spike depends on how far it travels. Placing neurons so that "
                "traffic stays local saves more than making activity sparser.",
            ),
        ],
    },
    "costeira": {
        "most": 5,
        "topics": [CARBON, RELATED],
        "affiliations": ["School of Sustainable Informatics"],
        "papers": [
            (
                "The carbon that is there before the first epoch",
                "Manufacturing accelerators emits carbon that no meter shows. We amortise the "
                "embodied carbon of a cluster over its jobs: it is a third of the whole.",
            ),
            (
                "Regions, deadlines, data: moving training where power is clean",
                "Moving a training job to another region lowers its carbon unless the data set has "
                "to follow. We give a rule for when to move under a deadline.",
            ),
            (
                "What reviewers ask about energy: a survey of two hundred papers",
                "Few papers on learning report energy, and fewer report the search for "
                "hyperparameters. We propose what a checklist should ask for.",
            ),
            (
                "Teaching measurement in a first course on machine learning",
                "Students who hold a meter choose smaller models. We describe exercises on energy "
                "for a first course and what they cost to run.",
            ),
        ],
    },
    "novakovna": {
        "most": 4,
        "topics": [MEASURING, RELATED],
        "affiliations": ["Technical University of Brno Hills"],
        "papers": [
            (
                "Tuning costs more than training",
                "The search for hyperparameters takes ten times the energy of the final run. We "
                "record whole searches and ask when to stop them early.",
            ),
            (
                "Feeding the accelerator: decoding images on the processor",
                "While the accelerator waits, the processor decodes images. Caching what is "
                "decoded saves a fifth of the energy of an epoch.",
            ),
            (
                "Error bars for joules",
                "Repeated measurements of energy vary with temperature and clock. We say how often "
                "a measurement must be repeated for a difference to be believed.",
            ),
        ],
    },
}
INVITED = "Tove Lindgren-Asante <lindgren@example.org>, University of Skelleft River"
DECLINED = "Bao Nguyen-Ferrer <nguyen@example.org>, Delta Institute of Computing"
SUGGESTED = "Marta Oyelaran <oyelaran@example.org>, Delta Institute of Computing"
