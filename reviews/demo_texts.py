"""The words of the demonstration's reviews: who is asked, what they say, what is decided.

The keys of the proposals are those of `submissions.demo_texts`. Two have no reviews: a draft
and one that was withdrawn.
"""

GUIDELINES = (
    "Proposals have two pages and are judged for a talk of fifteen minutes, not for a journal.\n\n"
    "- **Relevance**: would those who hold the meter, or write the code, do something otherwise "
    "after the talk?\n"
    "- **Quality**: is what was measured said, with what, how often and against what? A small "
    "experiment told honestly is better than a large one without its error bars.\n"
    "- **Clarity**: could a doctoral student of a neighbouring field follow it?\n\n"
    "Write three to ten sentences for the authors: what is good, what is missing, one thing to "
    "do next. Say *for the chairs only* what the authors should not read. Whoever knows the "
    "authors, or finds a conflict of interest late, presses “I have a conflict of interest”."
)
REVIEWERS = {
    "reviewer": ("Renée Aldabarra", "reviewer@example.org"),
    "brandvold": ("Jonas Brandvold", "brandvold@example.org"),
    "ishigaki": ("Mio Ishigaki-Ross", "ishigaki@example.org"),
    "faroukhi": ("Salma Faroukhi", "faroukhi@example.org"),
    "costeira": ("Duarte Costeira-Lam", "costeira@example.org"),
    "novakovna": ("Ludmila Novakovna", "novakovna@example.org"),
}
REVIEWS = {  # reviewer, (relevance, quality, clarity), for the authors, for the chairs
    "early-exits": [
        (
            "reviewer",
            (4, 3, 4),
            "The proposal takes a known idea and asks the right question about it: what does an "
            "exit cost on the machine? Adding the price of repacking the batch is what makes the "
            "difference, and Table 1 shows it clearly. I would have liked the validation set "
            "described: how large is it, and are the thresholds stable when it is drawn again? "
            "A second data set would help, but is not needed for a talk.",
            "A safe choice for the contributions slot.",
        ),
        (
            "brandvold",
            (4, 4, 3),
            "Careful work. Trying all 2925 placements instead of a clever search is refreshing, "
            "and the comparison with placement by operations is fair since both use three exits. "
            "The section on results is dense; a drawing of where the exits end up would say more "
            "than the sentence about blocks 5 and 8. Please also state whether the energy of the "
            "processor is included in the figure of 7.3 mJ.",
            "",
        ),
        (
            "ishigaki",
            (4, 3, 3),
            "Useful for everybody who takes part in the competition. The gain over placement by "
            "operations, 12 % by my count, is smaller than the headline of 41 % and should stand "
            "in the abstract beside it. The remark that images arriving one at a time move the "
            "exits forward is interesting and deserves numbers. Otherwise the text is short, "
            "honest and easy to repeat.",
            "Would also suit the tutorial as an example.",
        ),
    ],
    "carbon-hours": [
        (
            "faroukhi",
            (3, 2, 3),
            "The question is practical and the daily rule is a nice result. However, everything "
            "is a replay with perfect forecasts; not one job was moved. The limit on free "
            "machines decides the outcome, and I could not find how many machines each region is "
            "supposed to have. With mean intensities the figures may even have the wrong sign for "
            "a grid whose last plant burns coal. The authors mention this in one sentence only.",
            "Too early, I think.",
        ),
        (
            "costeira",
            (4, 2, 2),
            "I agree that small groups are left out by most studies of this kind. The evaluation "
            "does not convince me yet. Each job is replayed on each day alone, so that two jobs "
            "never compete for the same machine, although the text says that only 90 find a free "
            "one. Please explain. The formula uses a cost of transfer whose value is given "
            "nowhere. A trial over two weeks with real jobs would be worth more than the year of "
            "replay.",
            "",
        ),
        (
            "reviewer",
            (3, 3, 3),
            "Clear motivation, and the split into waiting and moving is easy to follow. What is "
            "new is modest: that the place matters more than the hour has been reported for "
            "larger jobs. The part on the data set of 40 GB is the one I would build on, since "
            "nobody else looks at it. I suggest to shorten the summary of seasons and to measure "
            "one real transfer.",
            "Borderline; I would not fight for it.",
        ),
    ],
    "spiking-audio": [
        (
            "brandvold",
            (4, 4, 4),
            "At last a spiking network that is measured with its microphone switched on. The two "
            "devices share all parts, the day in the office is a believable setting, and the bad "
            "news of the canteen is not hidden. The table on the penalty shows that training "
            "matters as much as hardware. My only question is about the filter bank, which now "
            "takes more than the network: would the convolutional device gain from it too?",
            "My favourite of the five I read.",
        ),
        (
            "ishigaki",
            (4, 3, 4),
            "A well-written proposal with a complete account of where 1.9 mW go. One day in one "
            "office is little, though; I would like to see the share of silence in that day, so "
            "that others can compute the figure for theirs. The accuracy is given for clips and "
            "not for the day itself. How many false awakenings were there? This can be answered "
            "in the talk.",
            "",
        ),
        (
            "faroukhi",
            (4, 3, 3),
            "The topic fits the workshop perfectly. I accept the comparison, with one "
            "reservation: the convolutional network runs all the time, whereas products use a "
            "simple detector of sound in front of it. With such a detector the gap in silence "
            "would be much smaller. A line in Figure 1 for this third device would make the "
            "claim complete. The method is explained well for readers from outside the field.",
            "",
        ),
    ],
    "local-rules": [
        (
            "costeira",
            (4, 2, 3),
            "I value that a negative result is sent in as one. For it to be useful I need to know "
            "that the local rule was given its best chance. Forty trials for a method with two "
            "more parameters than the other is not the same chance. The rule for stopping, 15 "
            "epochs without progress, also favours the method that learns fast. Energy at a given "
            "accuracy, say 88 %, would be a better comparison than energy at the end.",
            "Could become good with one more month.",
        ),
        (
            "novakovna",
            (3, 2, 2),
            "The introduction promises a study of local rules, but only one rule is tried, on one "
            "network and one data set. The similarity loss S is not defined and its cost is not "
            "separated from that of the classifiers, so that I cannot tell where the energy of "
            "an epoch goes. The version with pairs is the most interesting part and gets four "
            "lines. I recommend to turn the paper around it.",
            "",
        ),
        (
            "brandvold",
            (3, 3, 3),
            "Energy per epoch and energy per trained network are properly kept apart, which is "
            "rare. The conclusion is fair. Yet the saving of memory, 58 %, is never used: a "
            "larger batch would fit, and may change both columns of the table. I would also have "
            "expected a device with little memory, because this is where such rules are of "
            "interest. As it stands the result is what one would guess.",
            "A poster would be fine.",
        ),
    ],
    "loader-share": [
        (
            "reviewer",
            (4, 4, 4),
            "Simple, careful and immediately useful. Measuring the share in two ways and showing "
            "that both agree within two points gives confidence in the separation. I tried the "
            "advice on the number of workers on our own machine and found a similar saving. "
            "Please say what kind of disk was used, and whether the operating system kept the "
            "files in memory between epochs; for 22 GB this is quite possible.",
            "Clear accept.",
        ),
        (
            "ishigaki",
            (4, 3, 4),
            "The text does what its title says. The trend with depth is as expected, but it is "
            "good to have the numbers, and 34 % is more than I would have guessed. Stored images "
            "restrict the augmentation; that the accuracy moves by less than 0.2 points may not "
            "hold for longer training than 30 epochs. I would like to see one such run. The "
            "remark on network storage could be dropped.",
            "",
        ),
        (
            "novakovna",
            (3, 3, 4),
            "A good engineering study. Its relevance beyond photographs is limited: text and "
            "sound have other loaders, and the authors should say so in the title or the "
            "abstract. The formula for the share needs one more sentence, since the meaning of "
            "the second term is not obvious at first reading. Apart from this I have no "
            "complaint; tables and figure can be understood without the text.",
            "",
        ),
    ],
    "pruned-watts": [
        (
            "faroukhi",
            (4, 4, 4),
            "This proposal answers a question that comes up in every discussion on pruning, with "
            "measurements on two machines whose answers contradict each other. The bytes read as "
            "a predictor are convincing at 0.93 and 0.95, and can be used by everybody. I would "
            "ask for the list of the 14 networks, in an appendix on the web. The limit of one "
            "point of accuracy is well chosen and applied to all.",
            "Should be in the program.",
        ),
        (
            "costeira",
            (4, 3, 4),
            "Clear and to the point. A few details are missing: the version of the sparse library, "
            "the clock of the processor, and the size of its cache, on which the good result for "
            "single weights seems to rest. A network twice as large might not fit. That larger "
            "batches reduce the differences is mentioned in the last line and should be shown, "
            "since most servers use them.",
            "",
        ),
        (
            "novakovna",
            (4, 3, 3),
            "I enjoyed reading this. The result on the GPU is known to practitioners, and seldom "
            "written down. The model with bytes has two parameters fitted on the same 14 "
            "networks on which the correlation is computed; leaving some of them out would be "
            "more honest. Figure 1 shows the GPU only, although the reversal on the processor "
            "is the main point. I suggest to draw both.",
            "",
        ),
    ],
    "embodied-cluster": [
        (
            "reviewer",
            (4, 3, 4),
            "The account is transparent: each assumption is named, and the ranges are given. That "
            "more than half of the footprint lies in the metal will surprise many participants, "
            "and the comparison of eight years with better occupation can be acted upon. Failures "
            "should be discussed; do machines of seven years still run without repairs? Spare "
            "parts would add to the sum.",
            "Good match for the topic on footprint, where we have few.",
        ),
        (
            "brandvold",
            (3, 3, 4),
            "Very readable. The numbers for the GPU hour are simple enough to be remembered. I am "
            "less happy with the constant draw: at 60 % occupation the electricity must rise, and "
            "the gain of sharing is then smaller than in Figure 1, which shows the metal alone. "
            "The authors admit this in half a sentence. A second curve with the sum of both parts "
            "would settle it.",
            "",
        ),
        (
            "costeira",
            (4, 2, 3),
            "An important subject. The weak point is the estimate for the 39 % of the mass without "
            "a declaration, where area of silicon is used without saying whose factors. The range "
            "from 19 to 40 tonnes is so wide that the third digit of 30.2 g has no meaning; please "
            "round. Still, the conclusion holds at the lower end of the range as well, and I would "
            "like to hear the discussion that this talk will start.",
            "Weaker on method than the other two say, but worth a slot.",
        ),
    ],
    "four-bits": [
        (
            "novakovna",
            (3, 3, 3),
            "A solid report of an experiment whose result is useful as a warning: half the bits "
            "are not half the energy. The profile with 31 % of the time in unpacking is the best "
            "part. Keeping unpacked weights for eight layers is a neat idea that is not followed; "
            "why eight? I would accept it for a longer program. For the few slots of this one, "
            "others offer more certainty.",
            "",
        ),
        (
            "ishigaki",
            (3, 2, 3),
            "The question is a good one, and the explanation of the missing gain by unpacking is "
            "plausible. But all accuracies come from one run, and a difference of 0.3 points "
            "between 16 and 8 bits cannot be told from chance. The statement that eight bits come "
            "almost free therefore has no support yet. Three seeds for each cell of the table "
            "would take about nine hours by my estimate. Please run them and send it again.",
            "",
        ),
        (
            "faroukhi",
            (4, 2, 2),
            "Fine-tuning by many people is indeed overlooked. The experiment is too small to "
            "support general advice: one model, one card, one seed, and step sizes that were "
            "chosen for 16 bits and kept, which puts the other two at a disadvantage. The name of "
            "the third task, inference, is confusing in a paper about energy. I also miss the "
            "time of each run; with it one could tell power from duration.",
            "Promising student work, not ready.",
        ),
    ],
    "teacher-debt": [
        (
            "brandvold",
            (4, 4, 3),
            "Treating distillation as a loan is a fruitful view, and the two thresholds separate "
            "cases that are usually mixed. Measurements for three tasks make it more than a "
            "formula. The storing of answers, which saves about 40 % of the debt, should be in "
            "the abstract. I had to read the definition of the second threshold twice; an example "
            "with a service of your own would help.",
            "Strong.",
        ),
        (
            "faroukhi",
            (4, 3, 4),
            "Well argued and well measured. I would challenge one assumption: without "
            "distillation one would not always serve the teacher, but often a small network "
            "trained on labels, which costs as much per request as the student. Compared with "
            "this the debt is never paid back in energy, only in accuracy. The authors should "
            "say so. The effect of batches, a factor of 2.5, is important and could replace "
            "Figure 1.",
            "",
        ),
        (
            "costeira",
            (3, 3, 4),
            "The paper gives what it promises, and the calculator is welcome. The range from one "
            "month to four at one request per second is easy to explain to people outside the "
            "field. Uncertainties are missing in the table; with four measured quantities in a "
            "quotient they may be large. Please add them, at least for the first threshold. I "
            "also wonder about the idle energy of a service that waits for one request per second.",
            "",
        ),
    ],
    "class-meters": [
        (
            "reviewer",
            (2, 2, 4),
            "A lively report, pleasant to read, and I will borrow the sheets. As a contribution "
            "to this workshop it is less convincing. The gain from a factor of eleven to 1.9 is "
            "measured with the same kind of question that was practised, by the teachers "
            "themselves, and without a second group. What is learned concerns teaching more than "
            "learning machines. A conference on teaching would give you better comments than we "
            "can.",
            "Perhaps invite the authors to share the sheets as a material.",
        ),
        (
            "ishigaki",
            (2, 3, 4),
            "I like the order of guess, measure, explain, and the candour about what broke. The "
            "workshop's topics are models and their consumption, and this is at the border. The "
            "meters show one value per second with an error that is not stated; for the "
            "comparison of two batch sizes this may be too coarse. The list of parts and the "
            "sheets would be of use to participants, talk or no talk.",
            "",
        ),
        (
            "novakovna",
            (3, 2, 3),
            "The idea is good and cheap, and I hope that it spreads. The evaluation rests on 46 "
            "students and one term. Five students are missing from the questionnaire, without a "
            "word on why. The half of the text that tells anecdotes could make room for the "
            "distribution of the guesses, which must be very skewed, given a worst tenth above "
            "900. I would encourage a second term with a group for comparison.",
            "",
        ),
    ],
}
ADVICE = {  # of the same reviews in their order: what each recommends, and how sure it is
    "early-exits": [(1, 3), (2, 4), (1, 2)],
    "carbon-hours": [(-1, 3), (-1, 2), (0, 2)],
    "spiking-audio": [(2, 4), (1, 3), (1, 2)],
    "local-rules": [(0, 2), (-1, 3), (1, 3)],
    "loader-share": [(2, 4), (1, 3), (1, 2)],
    "pruned-watts": [(2, 3), (1, 3), (1, 4)],
    "embodied-cluster": [(1, 3), (1, 2), (0, 4)],
    "four-bits": [(1, 2), (-1, 4), (-1, 3)],
    "teacher-debt": [(2, 4), (1, 3), (1, 1)],
    "class-meters": [(-1, 3), (-1, 2), (0, 4)],
}
CONFLICT = ("teacher-debt", "second-chair", "They shared a project until last year.")
DISCUSSIONS = {  # what is said, by a reviewer or, where it is nobody of theirs, by a chair
    "four-bits": [
        (
            "chair",
            "You read it differently: is one run for each cell a reason to leave it out, or a line "
            "for the note to the authors?",
        ),
        (
            "ishigaki",
            "For me a reason. The sentence on eight bits is what people would take home, and it "
            "has no support yet.",
        ),
        (
            "novakovna",
            "I agree about that sentence. The profile of the unpacking stands without it, though, "
            "and I know of no other that shows it. The waitlist?",
        ),
    ],
    "early-exits": [
        (
            "brandvold",
            "Does the energy of the processor belong to the 7.3 mJ? Without an answer I would ask "
            "for it in the note.",
        ),
        ("chair", "It goes into the note to the authors."),
    ],
}
DECISIONS = {
    "early-exits": "accept",
    "carbon-hours": "reject",
    "spiking-audio": "accept",
    "local-rules": "poster",
    "loader-share": "accept",
    "pruned-watts": "accept",
    "embodied-cluster": "accept",
    "four-bits": "waitlist",
    "teacher-debt": "accept",
    "class-meters": "reject",
}
# While reviews are written: of which proposal one reviewer declines, and what she says.
LEAVING = "pruned-watts", "novakovna", "I travel until the end of the month and would be late."
