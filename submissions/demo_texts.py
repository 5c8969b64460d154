"""The words of the demonstration's submissions: invented people, invented numbers.

The proposals' PDFs stand beside this file, in `demo_files/<key>.pdf`.
"""

MOREAU = ("Ana Moreau", "author@example.org", "University of Bidache")
PROPOSALS = [
    {
        "key": "early-exits",
        "title": "Early exits that pay for themselves: placing classifiers where the energy "
        "curve bends",
        "abstract": "A network with early exits stops as soon as it is sure enough. Where the "
        "exits stand is usually decided by counting operations, which says little about energy. "
        "We measure each block of a residual network on a GPU, add the cost of the exit itself "
        "and of regrouping the batch, and place three exits by solving a small problem over the "
        "measured values. On CIFAR-10 the energy per image falls from 12.4 to 7.3 mJ for half a "
        "point of accuracy. Placement by operations, with the same number of exits, reaches "
        "8.3 mJ.",
        "authors": [
            MOREAU,
            ("Tomás Ibarrondo", "ibarrondo@example.org", "University of Bidache"),
            ("Hana Lindqvist-Oba", "lindqvist@example.org", "University of Northfjord"),
        ],
        "topics": ["Lighter architectures", "Measuring the consumption of deep learning"],
    },
    {
        "key": "meter-drift",
        "title": "Does the meter drift? Six months of processor counters beside a wall meter",
        "abstract": "Most published figures come from the energy counters of the processor, read "
        "once and trusted. We let three machines run the same training job every night for six "
        "months and compared their counters with a wall meter. The counters miss between 21 and "
        "27 % of the energy, as expected. Their ratio to the wall moves by 1.8 % over the "
        "period, mostly with the temperature of the room. One machine jumped by 4.1 % after an "
        "update of its firmware. We suggest to record the firmware and to repeat a reference "
        "job.",
        "authors": [MOREAU],
        "topics": ["Measuring the consumption of deep learning"],
    },
    {
        "key": "carbon-hours",
        "title": "When to train and where: moving two hundred small training jobs between three "
        "regions and the hours of a day under a fixed deadline",
        "abstract": "The same training job causes more or less carbon depending on the hour and "
        "on the grid. We replay two hundred jobs of one to six GPU hours against a year of hourly "
        "data for three regions, with a deadline of 24 hours for each job. Waiting for a better "
        "hour saves 9 % on average. Moving to another region saves 34 %, and both together 38 %. "
        "Copying a data set of 40 GB takes three points back. A simple rule, to choose the region "
        "once a day and the hour not at all, keeps most of the gain.",
        "authors": [
            ("ليلى منصور", "mansour@example.org", "University of Bizerte"),
            ("Oskar Wendtland", "wendtland@example.org", "Institute of Applied Computing, Lübeck"),
        ],
        "topics": ["Carbon footprint of AI"],
    },
    {
        "key": "spiking-audio",
        "title": "A spiking keyword spotter that sleeps between words",
        "abstract": "A device that waits for a spoken command listens to silence most of the day. "
        "We train a small spiking network for twelve words and run it on a microcontroller with "
        "an event-driven co-processor. Averaged over a recorded day in an office it draws 1.9 mW, "
        "a convolutional network of similar size 6.4 mW, at an accuracy of 92.4 against 93.8 %. "
        "In silence the spiking network needs 0.3 mW. In a noisy canteen its pulses become "
        "frequent and the draw rises to 3.9 mW. We report the whole board, microphone included.",
        "authors": [
            ("Suryani", "suryani@example.org", "University of Malang"),
            ("Ilse Vandermolen", "vandermolen@example.org", "University of Hasselt"),
        ],
        "topics": [
            "Spiking and other new paradigms",
            "Measuring the consumption of deep learning",
        ],
    },
    {
        "key": "local-rules",
        "title": "Learning without the backward pass: what local rules save and what they lose",
        "abstract": "Local learning rules update each layer from what is near it, so that no "
        "activations have to be stored for a backward pass. This should save memory traffic, and "
        "therefore energy. We train a convolutional network on CIFAR-10 with layer-wise losses. "
        "Memory falls by 58 % and the energy of an epoch by 22 %. However, the local rule needs "
        "1.7 times as many epochs, so that the whole training costs a third more, and the "
        "accuracy stays at 88.9 instead of 91.7 %. We discuss when memory alone may justify it.",
        "authors": [
            ("Nguyễn Thị Hà Vân", "havan@example.org", "University of Ostrava"),
            ("Marek Dvořanský", "dvoransky@example.org", "University of Ostrava"),
        ],
        "topics": ["Spiking and other new paradigms"],
    },
    {
        "key": "loader-share",
        "title": "The loader’s share: a third of the energy is gone before the network starts",
        "abstract": "Reports on the energy of training look at the GPU. We look at the processor "
        "that feeds it. For four image networks we separate the energy of reading, decoding and "
        "augmenting images from that of the network. With a small network the loader takes 34 % "
        "of the total, with a large one still 12 %. Three remedies need no change to the model: "
        "fewer worker processes save 6 % of the total, decoding on the GPU 14 %, storing decoded "
        "images at training size 19 %. The last one costs four times the disk space.",
        "authors": [
            ("Grace Adewumi-Holt", "adewumi@example.org", "University of Port Selwyn"),
            ("Petra Hollnstein", "hollnstein@example.org", "University of Klagenfurt"),
            ("Yusuf Tarhanlı", "tarhanli@example.org", "University of Eskişehir"),
            ("Kenji Morisawa", "morisawa@example.org", "University of Port Selwyn"),
        ],
        "topics": ["Measuring the consumption of deep learning"],
    },
    {
        "key": "pruned-watts",
        "title": "Pruned weights, same watts: why sparse networks do not always save energy",
        "abstract": "Pruning removes weights; whether it removes joules depends on the machine. "
        "We prune one network in three ways and measure inference on a GPU and on a processor "
        "with sparse kernels. Removing 90 % of the single weights changes the energy on the GPU "
        "by 2 %. A pattern of two weights kept in four saves 18 %, removing half of the channels "
        "37 %. On the processor the order is reversed: single weights save 46 %, channels 33 %. "
        "The share of zeros is a poor predictor; the bytes that are read are a better one.",
        "authors": [
            ("Dagny Solvang", "solvang@example.org", "University of Northfjord"),
            ("Pascal Etchemaite", "etchemaite@example.org", "Polytechnic School of Tarbes"),
            ("Hana Lindqvist-Oba", "lindqvist@example.org", "University of Northfjord"),
        ],
        "topics": ["Lighter architectures"],
    },
    {
        "key": "embodied-cluster",
        "title": "Counting the metal: the embodied carbon of a department’s cluster",
        "abstract": "The footprint of a model is mostly told in kilowatt hours. We add the "
        "machines. For a cluster of 14 nodes and 40 GPUs, planned for six years, we estimate 27.3 "
        "tonnes of CO₂ equivalent for manufacture and transport, against 23.7 tonnes for its "
        "electricity on a grid of 60 g/kWh. Per GPU hour in use this is 30 g and 26 g. Two more "
        "years of service bring the first figure to 23 g, a better occupation, 60 instead of "
        "43 %, to 22 g. On a clean grid, new hardware is seldom the way to a smaller footprint.",
        "authors": [
            ("Maïté Labordarie", "labordarie@example.org", "Polytechnic School of Tarbes"),
            ("Joonas Kettuvaara", "kettuvaara@example.org", "University of Kotka"),
        ],
        "topics": ["Carbon footprint of AI"],
    },
    {
        "key": "four-bits",
        "title": "Four bits for the last mile: fine-tuning small language models in low precision",
        "abstract": "Large models are trained by few and fine-tuned by many. We ask what the many "
        "can save. A language model with 1.3 billion parameters is fine-tuned on three public "
        "classification tasks with weights of 16, 8 and 4 bits and small trained adapters. The "
        "energy of one run falls from 412 to 301 and 268 kJ, the mean accuracy from 81.4 to 81.1 "
        "and 79.2 %. Eight bits come almost free; with four bits the time spent on unpacking the "
        "weights eats most of the expected gain.",
        "authors": [
            ("Ravindra Pillewarkar", "pillewarkar@example.org", "University of Nashik"),
        ],
        "topics": ["Lighter architectures", "Related areas"],
    },
    {
        "key": "search-budget",
        "title": "What the search costs: reporting the energy of tuning beside that of training",
        "abstract": "Papers give the energy of the final training run, if any. Before it come "
        "searches, crashes and second thoughts. We asked 31 projects of two research groups to "
        "run under a wrapper that records every job with its energy, from the first trial to the "
        "final table. In the median project the final run is one part in 23 of the whole. Failed "
        "jobs take 11 %. Stopping hopeless trials after a tenth of their epochs would have saved "
        "half of the searches’ energy. We propose a line for papers that states both figures.",
        "authors": [
            ("Zuzana Hrabalíková", "hrabalikova@example.org", "University of Olomouc"),
            ("Colm Ó Braonlaoich", "braonlaoich@example.org", "University of Sligo"),
        ],
        "topics": ["Measuring the consumption of deep learning", "Carbon footprint of AI"],
    },
    {
        "key": "teacher-debt",
        "title": "Paying back the teacher: after how many requests does distillation save energy?",
        "abstract": "Distillation trains a small network to imitate a large one. The small one is "
        "cheap to use, but the large one had to be trained and consulted. We treat this energy as "
        "a debt and compute the number of requests after which it is paid back, from measurements "
        "of three tasks: images, speech and translation. If the teacher exists anyway, "
        "distillation pays after 2.6 to 10.8 million requests. If it was trained for this purpose "
        "alone, the figure grows by a factor of about four. A calculator and the measurements "
        "come with the paper.",
        "authors": [
            ("Ingrid Vasskogen", "vasskogen@example.org", "Institute for Machine Speech, Tromsø"),
            ("Amadou Seybatou", "seybatou@example.org", "University of Thiès"),
            ("Wiktor Lasocki-Wren", "lasocki@example.org", "University of Gliwice"),
        ],
        "topics": ["Lighter architectures", "Carbon footprint of AI"],
    },
    {
        "key": "class-meters",
        "title": "A wall meter on every bench: teaching the energy of learning in the first year",
        "abstract": "Students learn to train networks before they learn what a joule is. We "
        "describe four laboratory afternoons for first-year students, 46 of them at 23 benches, "
        "each with a wall meter for 18 euros. Before the course the median guess for the energy "
        "of a given training run was wrong by a factor of eleven, afterwards by a factor of 1.9. "
        "The sheets ask for a guess, a measurement and an explanation of the difference. We "
        "report what broke, what the students asked, and what we would leave out next time.",
        "authors": [
            ("Fiona Macrindle", "macrindle@example.org", "College of Engineering, Dunmore"),
            ("Paulo Venturim", "venturim@example.org", "College of Engineering, Dunmore"),
        ],
        "topics": ["Related areas", "Measuring the consumption of deep learning"],
    },
]
