"""Makes the demonstration's proposals, two pages of A4 each, from the texts below.

    pip install typst
    python submissions/demo_files/build.py

Nothing runs this by itself; what it makes is kept in the repository. Titles and abstracts come
from `submissions/demo_texts.py`. The review is double-blind: no file names an author. Beside the
proposals stands `three-pages.pdf`, which is one page too long, for tries and tests.
"""

import runpy
from pathlib import Path

import typst

HERE = Path(__file__).parent
LAYOUT = r"""
#set document(title: sys.inputs.title, date: none)
#set page(paper: "a4", margin: (x: 2.2cm, y: 2.5cm), columns: 2, numbering: "1")
#set columns(gutter: 0.8cm)
#set text(size: 12pt, lang: "en")
#show " %": [~%]
#set par(justify: true, first-line-indent: 1em, leading: 0.76em, spacing: 0.76em)
#set heading(numbering: "1 ")
#set math.equation(numbering: "(1)")
#show math.equation.where(block: true): set block(above: 1em, below: 1em)
#show heading: set text(size: 12pt)
#show heading: set block(above: 1.25em, below: 0.7em)
#show figure: set block(above: 1.3em, below: 1.3em)
#show figure.caption: set text(size: 10pt)
#show figure.caption: set par(justify: false)

#let wide = 6.6cm
#let high = 4cm
#let left = 0.9cm
#let head = 0.6cm
#let inks = (rgb("#1f4e79"), rgb("#b5541c"), luma(45%))
#let tiny = text.with(size: 8.5pt)
#let frame(unit, low, top, drawn) = box(width: left + wide, height: head + high + 0.5cm, {
  place(tiny(unit))
  for step in range(5) {
    let y = head + high * (1 - step / 4)
    let grey = if step == 0 { luma(30%) } else { luma(85%) }
    place(dx: left, dy: y, line(length: wide, stroke: 0.4pt + grey))
    let value = calc.round(low + (top - low) * step / 4, digits: 3)
    place(dy: y - 3pt, box(width: left - 0.12cm, align(right, tiny[#value])))
  }
  place(dx: left, dy: head, line(angle: 90deg, length: high, stroke: 0.4pt + luma(30%)))
  drawn
})
#let below(x, width, label) = place(
  dx: x - width / 2, dy: head + high + 0.15cm, box(width: width, align(center, tiny(label)))
)
#let bars(caption, unit, top, ..data) = figure(caption: caption, frame(unit, 0, top, {
  let slot = wide / data.pos().len()
  for (i, (label, value)) in data.pos().enumerate() {
    let x = left + slot * (i + 0.5)
    let tall = high * value / top
    place(dx: x - slot * 0.3, dy: head + high - tall,
      rect(width: slot * 0.6, height: tall, fill: inks.at(0).lighten(25%)))
    place(dx: x - slot / 2, dy: head + high - tall - 0.32cm,
      box(width: slot, align(center, tiny[#value])))
    below(x, slot, label)
  }
}))
#let lines(caption, unit, low, top, labels, ..series) = figure(caption: caption, {
  frame(unit, low, top, {
    let slot = wide / labels.len()
    let dashes = ("solid", "dashed", "dotted")
    for (i, label) in labels.enumerate() { below(left + slot * (i + 0.5), slot, label) }
    for (n, (name, values)) in series.pos().enumerate() {
      let at = values.enumerate().map(((i, value)) => (
        left + slot * (i + 0.5), head + high * (1 - (value - low) / (top - low))
      ))
      place(curve(
        stroke: (paint: inks.at(n), thickness: 1pt, dash: dashes.at(n)),
        curve.move(at.first()), ..at.slice(1).map(point => curve.line(point)),
      ))
      for (x, y) in at {
        place(dx: x - 1.6pt, dy: y - 1.6pt, if n == 0 {
          circle(radius: 1.6pt, fill: inks.at(n))
        } else { square(size: 3.2pt, fill: inks.at(n)) })
      }
    }
  })
  linebreak()
  for (n, (name, _)) in series.pos().enumerate() {
    tiny(text(fill: inks.at(n), (sym.circle.filled, sym.square.filled, sym.square.filled).at(n)))
    tiny[ #name #h(0.8em)]
  }
})
#let results(caption, columns, ..cells) = figure(caption: caption, kind: table, {
  set text(size: 10.5pt)
  table(
    columns: columns, align: (x, _) => if x == 0 { start } else { end },
    stroke: (_, y) => (bottom: if y == 0 { 0.6pt } else { 0.2pt + luma(60%) }),
    inset: (x: 0.35em, y: 0.4em), ..cells,
  )
})
#let pool = (
  counters: [T. Holmqvar and R. Iwasato. What processor counters leave out. Notes on
    Measurement in Computing 4, 2018.],
  survey: [L. Brennecke. Energy figures in papers on learning: a survey of three years.
    Workshop on Sustainable Computing, 2020.],
  report: [S. Okwuosa, M. Feldhaus and A. Rinne. A checklist for reporting energy. Letters on
    Reproducible Research 2, 2019.],
  pruning: [C. Amarante and J. Thorsby. Pruning, patterns and what the memory sees. Conference
    on Compact Models, 2020.],
  exits: [P. Navratek. Networks that answer early. Conference on Compact Models, 2017.],
  distil: [D. Moussavi and K. Ellegaard. Large teachers, small students. Conference on Compact
    Models, 2018.],
  spikes: [H. Brandauer and Y. Kobata. Training with pulses: a practical account. Notes on
    Neuromorphic Systems 7, 2020.],
  local: [E. Quiroste. Layers that learn alone. Workshop on Other Ways to Learn, 2019.],
  carbon: [N. Aldersey and V. Petrosin. Hourly carbon intensity for planning jobs. Journal of
    Computing and Climate 1, 2020.],
  metal: [G. Lacombrade. What a server weighs: estimates of embodied carbon. Journal of
    Computing and Climate 2, 2021.],
  bits: [B. Sørvig and A. Kumaratne. Few bits, many models. Conference on Compact Models,
    2020.],
  loader: [F. Zanella-Roy. Feeding the accelerator. Workshop on Data Systems, 2019.],
  search: [R. Haverkate and O. Lindt. The hidden budget of tuning. Letters on Reproducible
    Research 3, 2020.],
  class: [U. Fairlamb. Measuring first, coding second. Teaching Computing 11, 2018.],
)
#let references(..keys) = {
  heading(numbering: none)[References]
  set text(size: 10pt)
  set par(justify: false)
  enum(numbering: "[1]", ..keys.pos().map(key => pool.at(key)))
}

#place(top + center, scope: "parent", float: true, clearance: 1.6em, {
  set par(justify: false)
  block(width: 88%, text(size: 16pt, weight: "bold", hyphenate: false, sys.inputs.title))
  v(0.2em)
  text(size: 10pt)[Anonymous proposal for the workshop “Power efficient deep learning”]
})
#{
  set text(size: 11pt)
  set par(first-line-indent: 0em)
  [*Abstract.* #sys.inputs.abstract]
}
"""
SHARED = r"""
#let meter = [Energy is read from the counters of the processor package and of the GPU ten times
  per second. A wall meter on the same machine serves as a check. No other user is logged in, the
  fans run at a fixed speed, and each measurement starts after a warm-up of two minutes, when the
  temperature has settled. ]
#let idle = [We give the energy of the whole run and do not subtract the idle draw: a machine that
  waits for its memory is not idle, and its owner pays for it. Where a comparison depends on this
  choice we say so. ]
#let repeats = [Every figure is the mean of five runs with different seeds, in an order drawn by
  lot so that a warm afternoon does not favour one method. The standard deviation stays below 2 %
  of the mean unless stated otherwise. ]
#let limits = [All measurements come from one laboratory and from few machines. Other generations
  of hardware will give other figures, and we expect the order of the methods to be more stable
  than the distances between them. ]
#let shared = [The scripts, the raw readings and the notes taken during the measurements will be
  published with the final version. A complete repetition takes about two days on one machine. ]
"""
PROPOSALS = {
    "early-exits": r"""
= Introduction
Most images of a test set are easy. A network with early exits uses this: after some of its blocks
a small classifier looks at the features, and if it is sure enough the remaining blocks are not
run [1]. How much is saved depends on where the exits stand. The usual advice is to spread them
evenly, or to count multiplications and place them where half of the work is done.

Multiplications are a poor stand-in for energy. The first blocks of a residual network work on
large maps and are bound by memory; the last ones have more parameters but less traffic. An exit
also has a price of its own: its classifier runs for every image that reaches it, and a batch from
which images leave has to be packed again. We ask what changes when positions are chosen from
measured values.

= Related work
Early exits were proposed to shorten the time of an answer, and are mostly judged by it [1]. That
counters see only a part of a machine's energy has been shown for several generations of
processors [2]; the part is nearly constant for a given load, so that comparisons on one machine
remain valid. Of the papers on learning that give energy at all, most give it for the complete
model [3]. Figures for single blocks, as we need them here, are rare, and we follow the advice to
publish them with the state of the machine [4].

= Method
Let $e_k$ be the measured energy of the blocks between exit $k - 1$ and exit $k$, $c_k$ that of
the classifier and of the repacking, and $p_k$ the share of images that reach this part. The
expected energy of an image is
$ E = sum_(k=1)^K p_k (e_k + c_k), $
and we look for the positions and thresholds with the least $E$ whose accuracy on a validation set
stays within half a point of the plain network. For 27 possible positions and three exits there
are 2925 choices; all of them can be tried in a minute once the blocks are measured, because
$p_k$ is read from stored outputs.

The network is a residual network with 56 layers for CIFAR-10, batch size 128, on one GPU of the
class used in the competition.

#meter #repeats

#bars([Energy of one image, by the way in which the exits were placed.], "mJ", 16,
  ("plain", 12.4), ("even", 9.1), ("operations", 8.3), ("measured", 7.3))

= Results
Placement by measurement puts the first exit later than placement by operations, after block 8
instead of block 5, and the second one earlier. The first exit is then passed by fewer images, but
those that leave there pay for fewer repackings. The energy falls by 41 % against the plain
network.

#results([Accuracy, energy and time per image.], 4,
  [placement], [acc. %], [mJ], [µs],
  [no exits], [93.6], [12.4], [49],
  [even], [93.0], [9.1], [38],
  [operations], [93.2], [8.3], [36],
  [measured], [93.1], [7.3], [31])

Without the term $c_k$ the procedure asks for as many exits as it may have. With it, a fourth exit
brings less than 1 %, and a fifth one costs energy. When images arrive one at a time no repacking
is needed, and the best positions move forward by two blocks.

= Conclusion
Half an hour of measurement gave better positions than counting operations, at no cost in
training: the same exits can be trained once and switched on as the machine suggests. Next we want
to know whether positions found on one GPU remain good on another.

= Limits and availability
#limits #shared

#references("exits", "counters", "survey", "report")
""",
    "meter-drift": r"""
= Introduction
The energy counters of processors and graphics cards are free, fast and always at hand. They have
become the usual source of figures on the consumption of learning [1]. It is known that they leave
out parts of the machine [2]. Less is known about whether they leave out the same part tomorrow.

The question matters to whoever compares a new method with last year's: a gain of 3 % is worth
reporting only if the instrument has not moved by as much. It also matters to competitions in
which entries are measured over several weeks.

= Related work
Comparisons of counters with external meters exist for several processors [2]. They last for hours
or days, and were made to find the part that the counters leave out. Their authors note that the
room was kept at one temperature. A checklist for reports on energy asks for the type of meter and
its class [3], but not for the date or the firmware. Long series are known from the operation of
large machine rooms, where the meters belong to the building and the load is never the same twice.
We know of no series with a fixed load that is longer than a month.

= Method
Three machines of different age ran the same job each night at two o'clock for 182 nights: 20
epochs of a residual network, with fixed seed and fixed library versions, about 35 minutes long.
Between socket and machine stood a wall meter of class 0.5, read once per second and exchanged in
turn between the machines every month, so that its own error would show. For each night $d$ we
keep the ratio
$ r_d = (E_"package" + E_"GPU") / E_"wall" $
together with the temperature of the room, the versions of firmware and driver, and the load of
the mains.

#idle

= Results
The ratio lies between 0.73 and 0.79, depending on the machine: the counters miss from 21 to 27 %
of the energy, which goes to memory, fans, disks and the power supply. This part is almost
constant in watts, so the ratio is lower when the machine does little.

#lines([Monthly mean of the ratio of counters to wall meter.], "ratio", 0.70, 0.82,
  ("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
  ("machine A", (0.784, 0.785, 0.783, 0.779, 0.775, 0.771)),
  ("machine B", (0.731, 0.732, 0.730, 0.759, 0.757, 0.755)),
  ("machine C", (0.752, 0.751, 0.750, 0.748, 0.745, 0.742)))

Within a machine the ratio moves by up to 1.8 % between the coldest and the warmest month. A
straight line in the temperature of the room explains four fifths of this: warm fans turn faster,
and the counters do not see fans. After taking the line away, what remains has a standard
deviation of 0.3 %.

#results([What moved the ratio.], 4,
  [], [A], [B], [C],
  [range, % of mean], [1.8], [1.6], [1.4],
  [room, °C], [19–27], [20–27], [19–25],
  [per degree, %], [−0.22], [−0.21], [−0.19],
  [firmware update, %], [0], [+4.1], [0])

Machine B stands apart. On 2 April its firmware was updated, and its ratio rose by 4.1 % overnight:
the counter of the package had moved, the wall meter had not. A second update in May changed
nothing. We found no word about it in the release notes. Exchanging the wall meters showed
differences of less than 0.2 % between them.

= Conclusion
Counters are steady enough for comparisons within a week and a room. Over months we suggest three
habits: to note the firmware with the result, to give the temperature of the room, and to repeat a
reference job whenever either changes. A drift found in this way can be corrected; one that was
not recorded cannot.

= Limits and availability
#limits #shared

#references("survey", "counters", "report")
""",
    "carbon-hours": r"""
= Introduction
The carbon emitted for a kilowatt hour changes during the day, with sun and wind, and even more
from one grid to the next [1]. Training can often wait, and its data can often travel. Large
companies plan their jobs accordingly. We look at a smaller case: a research group with access to
machines in three regions, which trains for hours rather than weeks and wants its results by the
next morning.

Two freedoms are compared, to wait and to move, alone and together. We also ask how much
of the gain is left to a rule that a person can follow without any software.

= Related work
Data on hourly intensity, and a way to plan jobs with them, have been published for many regions
[1]. The gains reported there concern long jobs that can be stopped and continued. Papers on
learning seldom name the region in which they were trained [2], and those that do use its mean over
a year. A checklist asks for both, the place and the time [3]. Jobs of a few hours that must not be
interrupted have had less attention, although they are the daily work of most groups.

= Method
The jobs are two hundred training runs from the log of a shared machine, of one to six GPU hours
and 0.3 to 2.1 kWh. Each is submitted at the time found in the log and has to end within 24 hours.
For each of the three regions we use a year of published hourly mean intensities. A job that
starts at hour $t$ in region $g$ emits
$ C(t, g) = sum_(h=t)^(t+n-1) w_h I_(g,h) + m_g, $
where $w_h$ is its energy in hour $h$, $I_(g,h)$ the intensity, and $m_g$ the cost of sending the
data set to the region. The best start is found by trying all of them. Forecasts are taken to be
perfect, so that the figures are upper bounds. Each job is replayed on every day of the year.

= Results
The three regions have mean intensities of 62, 240 and 410 g/kWh. The group is at home in the
second one. Waiting helps where the sun gives much of the power: 14 % in summer, 4 % in winter.
Moving helps always.

#bars([Mean saving of carbon over the year, in per cent of starting at once at home.], "%", 48,
  ("wait", 9), ("move", 34), ("both", 38), ("daily rule", 31))

That moving saves no more than 34 %, although the cleanest region has a quarter of the intensity
of the home region, is due to its size: only 90 of the 200 jobs find a free machine there before
their deadline. The others stay at home.

#results([Saving in per cent, by season and data set.], 4,
  [], [wait], [move], [both],
  [summer], [14], [33], [39],
  [winter], [4], [35], [37],
  [data set of 4 GB], [9], [34], [38],
  [data set of 40 GB], [9], [31], [35])

A data set of 40 GB that has to be copied for each job takes three points away; if the copy is
kept, the cost is shared by all later jobs and falls below one point after the third. Whether
a region keeps copies is a matter of its rules: one of the three deletes files that have not been
read for 30 days, and for a job that is run once a season the copy has to be made again. The daily
rule, which is to look at three numbers at nine in the morning and send the day's jobs to the
cleanest region with a free machine, keeps 31 points.

= Conclusion
For small jobs with a deadline of a day, the place matters about four times as much as the hour. A
group that can do one thing only should keep a copy of its data in a clean region. We used mean
intensities; those of the last power station switched on may tell another story, and they are
harder to obtain.

= Availability
#shared

#references("carbon", "survey", "report")
""",
    "spiking-audio": r"""
= Introduction
A lamp that understands twelve words has nothing to do for most of the day. A usual keyword
spotter does it at full effort: every 20 ms it computes features and runs a small convolutional
network. Spiking networks compute only when a pulse arrives [1], and silence brings few pulses. It
is therefore often said that they suit this task. Measurements of a complete device are rare,
however; most figures count operations and multiply them by a constant.

We built both devices from the same parts and left them on a desk for a day.

= Related work
How to train networks of pulses with usual tools has been described in detail [1], and we follow
this description except for the penalty. Estimates of their energy rest on counts of pulses. For
large machines it is known that counters leave out a good part of the draw [2]; for small boards
there are no counters at all, and the regulator, the clock and the microphone are easily
forgotten. A complete report should name every part that is powered during the measurement [3]. We
do so below.

= Method
The spiking network has two recurrent layers of 128 leaky neurons. Their potential follows
$ v_(t+1) = alpha v_t + W x_t + R s_t - theta s_t, $
with pulses $s_t = 1$ where $v_t$ exceeds the threshold $theta$. It is trained with a smooth
stand-in for the derivative of the threshold and with a penalty on the mean rate of pulses. The
input is a bank of 32 filters whose outputs are turned into pulses when they change by more than
2 dB. The convolutional network has 62 000 parameters, close to the 58 000 of the spiking one.

Both run on a microcontroller at 64 MHz; the spiking network uses an event-driven co-processor
that wakes the main core when a word is found. The draw of the whole board, microphone included,
is taken from the battery line with a shunt at 1 kHz. Accuracy comes from 4 800 clips by speakers
who are not in the training set.

#repeats

= Results
#lines([Draw of the board against the level of sound.], "mW", 0, 8,
  ("silence", "quiet", "office", "street", "canteen"),
  ("spiking", (0.3, 0.8, 1.9, 3.1, 3.9)),
  ("convolutional", (6.3, 6.4, 6.4, 6.4, 6.5)))

Over eight hours in an office with three people the spiking device drew 1.9 mW on average, the
other 6.4 mW. On the same cell this means 47 days instead of 14. The draw of the
convolutional device hardly depends on what it hears; that of the spiking one grows by a factor of
thirteen between an empty room and a canteen.

#results([Accuracy on twelve words and mean draw in the office.], 3,
  [network], [acc. %], [mW],
  [convolutional], [93.8], [6.4],
  [spiking, no penalty], [92.9], [3.3],
  [spiking, penalty], [92.4], [1.9],
  [spiking, strong penalty], [88.7], [1.5])

The penalty on pulses matters more than any other choice. Without it the network is half a point
better and needs 1.7 times the power. Of the remaining 1.9 mW the microphone and its amplifier
take 0.2, the filter bank 0.7, the network 0.6 and the awakenings of the main core 0.4. The
filter bank is now the largest part.

= Conclusion
For a listener in a quiet place the spiking network saves two thirds of the energy for 1.4 points
of accuracy. In a place that is never quiet the saving shrinks to 40 %. Reports should
therefore tell what was heard during the measurement.

= Limits and availability
#limits #shared

#references("spikes", "counters", "report")
""",
    "local-rules": r"""
= Introduction
To train a network by gradients one keeps the activations of all layers until the backward pass
has used them. Reading and writing them takes a large part of the memory traffic, and memory
traffic takes a large part of the energy. Local rules give each layer a small loss of its own [1]:
a layer is updated as soon as it has been computed, and its input may be forgotten.

It seems natural that this should save energy. We set out to measure how much, and found that the
answer changes its sign with the unit: it is a gain per epoch and a loss per trained network.

= Related work
Layers that learn alone reach a few points less than complete networks on small images [1]. The
work was motivated by biology and by parallel machines, and energy appears in it as an outlook. In
general, papers that propose a rule for training tell how well it ends and not what it costs to get
there [2]. Where cost is given it is often the cost of one epoch. We report both the epoch and the
complete run, with the number of trials used for tuning, as has been asked for [3].

= Method
The network has eight convolutional layers and 4.6 million parameters. In the local version each
layer $l$ has a linear classifier $A_l$ on pooled features $h_l$ and is trained on
$ L_l = "CE"(A_l h_l, y) + lambda S(h_l), $
where $S$ compares the similarities of the features in a batch with those of the labels. No
gradient passes from one layer to the one before it. Step sizes, $lambda$ and the size of the pool
were tuned for both versions with the same number of trials, 40 each.

Both are trained on CIFAR-10 with the usual shifts and mirrors, until the validation accuracy has
not improved for 15 epochs.

#meter #repeats

= Results
Peak memory falls from 3.1 to 1.3 GB. The energy of an epoch falls by 22 %, less than the traffic
suggests, because the additional classifiers have to be computed. The local version needs 1.7
times as many epochs.

#bars([Energy of a complete training run.], "kJ", 640,
  ("backward", 391), ("local", 519), ("local, pairs", 448))

#results([Means of five runs.], 4,
  [], [backward], [local], [pairs],
  [accuracy, %], [91.7], [88.9], [90.3],
  [memory, GB], [3.1], [1.3], [1.7],
  [epochs], [92], [156], [128],
  [kJ per epoch], [4.25], [3.33], [3.50])

In between stands a version in which layers are trained in pairs, with a backward pass of one step.
It loses half as much accuracy and costs 15 % more energy than the full backward pass. Longer
groups come closer to the full network in all respects.

The last two layers learn as quickly as with the backward pass; the slow ones are the first
three. Freezing a layer when its own loss is flat saves 9 % of the energy of the local version and
does not change its accuracy.

= Conclusion
On a GPU with enough memory we see no reason to train with local rules for the sake of energy. On
a device that could not hold the activations at all the comparison is a different one, since there
the alternative is to store less and compute again. Hardware that keeps weights and arithmetic
together may change the picture; we had none.

= Limits
#limits

#references("local", "survey", "report")
""",
    "loader-share": r"""
= Introduction
A training run on images has two halves. One reads files, decodes them, cuts and turns them, and
packs batches; it runs on the processor. The other is the network. Nearly all reports on energy
speak of the second half, often because the tool at hand reads the graphics card only [1]. On the
way to smaller networks, the first half does not become smaller with them.

We separate the two, for networks from small to large, and try three remedies that leave the model
and its accuracy as they are.

= Related work
The time that accelerators wait for data has been studied, and several libraries exist to make it
shorter [2]. Time is not energy, however: a loader that keeps pace with the network is invisible in
the time and still draws its power. Processor counters see this part well, apart from memory and
disks [3]. We add a wall meter to see those too. A related question, the energy to send and to
keep data sets, is left aside here.

= Method
The data are 200 000 photographs of 110 kB on average, trained at $224 times 224$ points for 30
epochs. To attribute energy we run each configuration three times: complete; with the network
replaced by a pause of the same length; and with batches taken from memory. If $E$, $E_p$ and
$E_m$ are the three energies, the share of the loader is
$ s = 1/2 ((E - E_m) / E + (E_p - E_0) / E), $
with $E_0$ the energy of a machine that only waits. The two terms differ by less than two points,
which we take as a sign that the separation makes sense.

#meter

= Results
The loader's share falls as the network grows, since the same images have to be decoded for each.
With 18 layers it takes 34 % of the total, and the GPU waits for a fifth of the time.

#bars([Share of the loader in the energy of training, by the depth of the network.], "%", 48,
  ("18", 34), ("34", 26), ("50", 19), ("101", 12))

Three remedies were tried with the smallest network. With 16 worker processes the processor was
busy switching between them; six were enough. Decoding on the GPU moves the work to a unit that
does it with less energy. Storing the images decoded and at training size removes
most of the work, and with it the freedom to cut anew in each epoch.

#results([Remedies with the network of 18 layers: energy, share and time.], 4,
  [], [MJ], [share %], [h],
  [as found], [4.72], [34], [3.9],
  [six workers], [4.44], [30], [3.9],
  [decoding on GPU], [4.06], [24], [3.4],
  [stored decoded], [3.82], [19], [3.2])

Stored images, in three cuts each, need 4.1 times the space, 90 instead of 22 GB. The accuracy
changes by less than 0.2 points in all cases. Remedies do not add up: with stored images the number
of workers hardly matters. Data read over the network instead of a local disk add 3 % to the total,
which we cannot divide further because the file server is shared.

= Conclusion
Whoever trains small networks on photographs should look at the loader first: the change takes an
afternoon, works for every later run, and here was worth 19 % of the energy. Reports that give the
energy of the graphics card alone hide this part, and make small networks look better than they
are.

= Limits and availability
#limits #shared

#references("survey", "loader", "counters")
""",
    "pruned-watts": r"""
= Introduction
Pruned networks are presented with the share of weights that were removed, and the reader is left
to think that energy falls in proportion. It need not. A machine that multiplies dense blocks will
multiply the zeros too; one that skips them has to read where they are. That the pattern of the
zeros matters has been noted for speed [1]. We measure energy, for three patterns and on two kinds
of machine, and ask which simple number predicts it best.

= Related work
That a regular pattern is faster than an irregular one is well known [1], and makers of hardware
have answered with arithmetic for certain patterns. Energy follows time only as long as the draw
is constant. In our measurements it is not: with fewer bytes to read the draw of the memory falls,
and that of the arithmetic rises. The counters that we use see both on the GPU, and the package
alone on the processor [2]. Among papers on compact models, one in six gives energy [3].

= Method
One residual network with 50 layers, trained for image classification at 75.9 % accuracy, is pruned
in three ways: single weights by size, up to 95 %; two weights kept in each group of four; and whole
channels by the norm of their filters, up to 60 %. All versions are trained again for 20 epochs and
have to stay within one point of the original.

Inference is measured on a GPU whose arithmetic knows the pattern of two in four, and on a
processor of 16 cores with a library of sparse kernels. As predictors of the energy $E$ we compare
the number of multiplications that are left, the share of zeros, and the bytes that are read:
$ E approx a + b sum_l (W_l + I_l + M_l), $
with the bytes of weights, indices and maps of layer $l$, and $a$ and $b$ fitted per machine.

#meter #repeats

= Results
On the GPU, single weights change almost nothing: at 90 % zeros the energy falls by 2 %, which is
within our error. The pattern of two in four saves 18 % instead of the half one might expect,
because maps have to be read as before. Channels save most.

#bars([Saving of energy per image on the GPU, in per cent.], "%", 48,
  ("single 90 %", 2), ("2 in 4", 18), ("channels 50 %", 37))

On the processor the order is reversed. There the sparse kernels read the remaining weights and
their places only, and the network fits into the cache.

#results([Energy per image on both machines, in joules.], 4,
  [pattern], [acc. %], [GPU], [CPU],
  [none], [75.9], [0.126], [0.83],
  [single 90 %], [75.1], [0.123], [0.45],
  [2 in 4], [75.6], [0.103], [0.71],
  [channels 50 %], [74.9], [0.079], [0.56])

Over the 14 networks that we measured, the correlation of energy with the share of zeros is 0.21 on
the GPU and 0.74 on the processor. With multiplications it is 0.66 and 0.81, with bytes 0.93 and
0.95. The bytes can be counted without a machine, from the shapes of the layers and the format of
the weights.

= Conclusion
A pruned network should be reported with the machine that it was pruned for. Where no measurement
is possible, the bytes read are a better guess than the share of zeros. For a GPU without special
arithmetic we would remove channels and nothing else. Larger batches reduce the differences; ours
was 32.

= Limits and availability
#limits #shared

#references("pruning", "counters", "survey")
""",
    "embodied-cluster": r"""
= Introduction
When the electricity of a data centre becomes cleaner, what is left is the hardware. Making a
server and its cards emits carbon before the first job is run [1]. Studies of models either leave
this out or add a fixed share. We did the account for one cluster, small enough that every part
could be found on an invoice, and looked at what its owners can still influence.

= Related work
Estimates of the embodied carbon of servers differ by a factor of three, depending on how the
memory is counted [1]. We give ranges for this reason. For electricity, the intensity of a grid
changes with the hour [2]; for a cluster that runs day and night the mean of the year is
sufficient. Checklists ask for the energy of training and for the grid [3], and a survey found no
paper on a new model that mentions the manufacture of the machines it was trained on [4]. That
information is rarely available to those who write these papers.

= Method
The cluster belongs to a university department: 14 nodes, 40 GPUs, one rack of storage and
switches. It is planned for six years of service. For nodes, cards, disks and switches we use the
makers' declarations where they exist (61 % of the mass) and estimates by area of silicon for the
rest. The figure for a GPU hour in use is
$ c = (M / Y + 8760 P I) / (8760 n u), $
with $M$ the embodied carbon, $Y$ the years of service, $P = 7.5$ kW the mean draw with cooling,
$I$ the intensity of the grid, $n$ the number of GPUs and $u$ the share of hours in which they have
a job. The scheduler's log gives $u = 43$ % over two years. The draw is read from the meters of
the rack. For the sake of simplicity it is held constant when $u$ changes, which is a little too
kind to a busy cluster.

= Results
Manufacture and transport come to 27.3 tonnes of CO₂ equivalent. The electricity of six years,
394 MWh at 60 g/kWh, comes to 23.7 tonnes. The building is not counted.

#results([Embodied carbon, tonnes of CO₂ equivalent.], 3,
  [part], [t], [range],
  [14 nodes], [18.2], [13–25],
  [40 GPUs], [6.0], [4–10],
  [storage, network], [3.1], [2–5],
  [sum], [27.3], [19–40])

The range is wide, and the electricity is known far better than the metal. Even at its
lower end, however, the embodied part is 45 % of the whole.

#bars([Embodied carbon of a GPU hour in use, for four ways to run the same cluster.], "g", 40,
  ("as planned", 30.2), ("8 years", 22.6), ("60 % in use", 21.6), ("both", 16.2))

Two measures cost no money. Keeping the machines for eight years instead of six lowers the
embodied figure from 30 to 23 g. Raising the occupation from 43 to 60 %, for example by lending
free hours to a neighbour, lowers it to 22 g. Replacing the cards by a generation that needs 30 %
less energy for the same work would, on this grid, save 1.2 tonnes per year in the best case and
cost 6 tonnes: five years to come out even. On a grid of 350 g/kWh it takes ten months.

Two parts of the account are weak. The declarations of the makers follow different rules, and for
memory they differ by a factor of three. And the occupation counts a card as in use when a job
holds it, busy or not; a sample of one week showed that one job in nine held a card without
computing on it.

= Conclusion
On a clean grid more than half of the footprint of a model trained here was there before it was
trained. Papers could give GPU hours beside kilowatt hours, which would allow readers to
add the metal themselves.

= Availability
The list of parts with the source of each estimate, and the sheet that turns it into grams per
hour, will be published with the final version.

#references("metal", "carbon", "report", "survey")
""",
    "four-bits": r"""
= Introduction
A language model is trained once, by an organisation with many machines, and then adapted by
thousands of people who have one. The energy of the first step has been discussed at length. The
second is small for each person, and large in sum. Weights of few bits are known to make inference
cheaper [1]. We look at what they do for fine-tuning on a single card.

= Related work
Formats of few bits have been compared for inference, with respect to size and speed [1]. There
the weights are read once for each word that is written, and the gain is close to the ratio of the
sizes. Training reads them twice and computes more for each reading, so that less can be expected.
Reports on the energy of fine-tuning are few [2], and they compare models and not formats. As
recommended [3], we give the draw of the whole machine in addition to that of the card: it was
96 W higher throughout.

= Method
The model has 1.3 billion parameters. Its weights are frozen and stored with 16, 8 or 4 bits; what
is trained are adapters of rank 8 in all attention layers, with 16 bits, 3.1 million parameters in
total. For the forward and the backward pass the weights of a group are unpacked as
$ hat(w)_i = s_g (q_i - z_g), $
with a scale $s_g$ and an offset $z_g$ for each group of 64 weights. The three tasks are the
classification of news by subject, of reviews by opinion and of pairs of sentences by whether one
follows from the other. Each is trained for three epochs with 20 000 examples, batch size 16, on
one card with 24 GB. Step sizes were chosen with 16 bits and kept.

#meter #idle

= Results
With eight bits a run needs 27 % less energy, at a loss of 0.3 points. The gain comes from memory:
more of the model's work fits into the cache, and the clock of the memory is at its limit for less
time. With four bits we had expected about half of the energy. It falls by 35 % only.

#bars([Energy of one fine-tuning run, mean of three tasks.], "kJ", 480,
  ("16 bits", 412), ("8 bits", 301), ("4 bits", 268))

#results([Accuracy by task, in per cent.], 4,
  [task], [16 bits], [8 bits], [4 bits],
  [subject], [90.2], [90.1], [89.0],
  [opinion], [86.9], [86.5], [84.8],
  [inference], [67.1], [66.7], [63.8],
  [mean], [81.4], [81.1], [79.2])

A profile shows where the rest went. With four bits the card spends 31 % of its time on unpacking,
which is done anew in the backward pass. Keeping the unpacked weights of the last eight layers
between the two passes saves 4 % of the energy and needs 1.1 GB. The loss of accuracy is largest
for the inference task, which is also the one with the fewest examples per class that repeat the
same words.

The accuracies come from one run per task and width. The draw during a run is steady: between the
second and the last minute it changes by less than 3 W.

= Conclusion
For fine-tuning with adapters on one card, eight bits can be recommended without much thought. Four
bits are for those whose card would otherwise be too small. A format that is multiplied without
being unpacked would change this. We intend to repeat the study with a second model and with
several seeds.

= Limits
#limits

#references("bits", "survey", "report")
""",
    "search-budget": r"""
= Introduction
The table of a paper shows the last run. To get there its authors tried step sizes, looked for an
error, lost a night to a full disk and started again. If energy is reported, it is that of the last
run [1]. Everybody knows that the rest is larger; hardly anybody knows by how much. Estimates from
search spaces [2] count what was planned and not what happened.

We counted. For eleven months two research groups recorded every job that was part of a project,
with its energy and its fate.

= Related work
The cost of tuning has been estimated from the size of the spaces that authors describe [2]. Such
estimates are upper bounds where a search was stopped early, and lower bounds where something went
wrong. A checklist for reports asks for the number of trials [3], which few can tell when the paper
is written; logs of shared machines contain the jobs, but not their purpose. Our wrapper asks for
the purpose at the only moment when it is known, which is when the job is started.

= Method
A wrapper of 200 lines around the command that starts a job writes one line when the job ends: the
project, the reason given in a word (trial, final, check, unknown), the exit code, the duration,
and the energy of processor and cards. Its use was voluntary; 31 of 38 projects took part, among
them 19 theses of students. For a project with jobs $j$ and final runs $F$ we report
$ R = (sum_j E_j) / (sum_(j in F) E_j). $
A job counts as final if one of its numbers is in the paper or the thesis. This was decided by the
project's members when it was over.

#idle

= Results
The recorded jobs number 14 210 and used 9.8 MWh. The ratio $R$ goes from 3 to 160, with a median
of 23. Theses and papers differ little. Projects with their own network have larger ratios than
those that adapt a known one, 31 against 14.

#bars([Where the energy went, in per cent of all projects together.], "%", 80,
  ("final runs", 5), ("searches", 62), ("checks", 22), ("failed", 11))

#results([Projects by ratio of total to final energy.], 3,
  [ratio], [projects], [MWh],
  [below 10], [6], [0.7],
  [10 to 30], [14], [3.6],
  [30 to 100], [9], [4.1],
  [above 100], [2], [1.4])

Failed jobs ended after 40 minutes in the mean, most of them for lack of memory or of disk. Checks
are runs that repeat a result with one thing changed.

From the stored curves of the searches we computed what a rule of stopping would have done. If each
trial below the median of its search after a tenth of its epochs had been stopped, 51 % of the
energy of the searches would have been saved, and in 27 of 31 projects the same trial would have
won.

= Conclusion
A figure for the final run alone understates the energy of a project by more than an order of
magnitude. We propose one line for papers: “Final runs: … kWh; everything that led to them: … kWh.”
The wrapper makes it a matter of a single command. Those who took part told us that they began to
stop hopeless trials by hand in the second month.

= Limits and availability
#limits #shared

#references("survey", "search", "report")
""",
    "teacher-debt": r"""
= Introduction
A small network that imitates a large one is often better than a small one trained on labels alone
[1]. It is also said to be greener, since each request costs less. But the large network had to be
trained, and then it had to answer for every example of the training set, sometimes for several
hundred epochs. This energy is spent before the first request. Whether it comes back depends on
how many requests there will be, which papers do not ask.

= Related work
Work on distillation compares students with teachers by size, speed and accuracy [1]. In a survey
of papers that give energy, training and use appear together in one out of nine [2]. For the
measurement of single requests the usual counters are too slow, and known to be incomplete [3]; we
use runs of ten thousand requests and check them at the wall. Reports should state what was counted
as part of the training [4]. With distillation this is less obvious than it seems: the teacher's
answers belong to the student's bill.

= Method
Let $T$ be the energy to train the teacher, $D$ that of the distillation including the teacher's
answers, and $t$ and $s$ the energies of one request to teacher and student. If the teacher exists
anyway and would otherwise serve the requests, the debt is paid back after
$ N_1 = D / (t - s), quad N_2 = (T + D) / (t - s) $
requests; $N_2$ holds when the teacher was trained for the sake of the student and would not be
used without it. We measure all four quantities for the classification of images, the recognition
of short spoken sentences, and the translation of sentences between two languages. Teachers have
between 60 and 210 million parameters, students a tenth of that. Requests come one at a time, as
they do in a small service.

#meter

= Results
Distillation is not cheap: between 28 and 32 % of the energy of the teacher's own training. Half of
it is spent on the teacher's answers, which are computed anew in each epoch because the examples
are changed at random.

#results([Measured energies and requests to pay them back, in millions.], 4,
  [], [images], [speech], [transl.],
  [$T$, MJ], [38], [92], [130],
  [$D$, MJ], [11], [26], [41],
  [$t$, J], [2.1], [14.0], [5.2],
  [$s$, J], [0.5], [3.9], [1.4],
  [$N_1$], [6.9], [2.6], [10.8],
  [$N_2$], [30.6], [11.7], [45.0])

Speech pays soonest, since a request is long. For a service with one request per second, $N_1$
means a month for speech, eleven weeks for images and four months for translation. A model that is
replaced every three months never pays back $N_2$ at this rate.

#bars([Days until the debt $N_1$ is paid back, at one request per second.], "days", 160,
  ("speech", 30), ("images", 80), ("translation", 125))

Storing the teacher's answers for 20 changed versions of each example, and using them in turn,
lowers $D$ by 38 to 44 % and the student's quality by less than 0.3 points. If requests can be
collected in batches of 32, all per-request energies fall, those of the teacher most, and $N_1$
grows by a factor of 2.5.

= Conclusion
Distillation is a loan. For a service with many requests it is a good one; for a prototype it is
not. We suggest that papers give $D$ and $s$, from which readers can find the day of repayment for
their own traffic. The calculator does this in the browser.

= Limits and availability
#limits #shared

#references("distil", "survey", "counters", "report")
""",
    "class-meters": r"""
= Introduction
In the second month of their course our students train a network; in the fourth year some of them
hear that it uses energy. In between, habits are formed: a run is started, forgotten and started
again. It has been argued that measuring should come before coding [1]. We moved it to the front
and observed what happened to the students' sense of size.

The course is for engineers in their first year. They know how to write a loop, and have heard of
power and energy at school. No lecture on learning comes before it; the networks are given.

= Related work
Measuring before coding has been tried in courses on embedded systems, with good results in later
years [1]. The devices there are small and their draw can be followed on a scope. With a desktop
machine and a cheap meter the picture is coarser. On the other hand, it includes everything, which
the counters inside the machine do not [2]. The students' sheets follow the order of a checklist
for research papers [3]: what was run, on what, how often, and what was left out.

= Method
There are four afternoons of three hours, for 46 students in pairs. Each of the 23 benches has a
desktop machine with a small graphics card and a wall meter for 18 euros, which shows watts and
counts kilowatt hours. On each afternoon the sheet follows the same order: guess, measure, explain
the difference. The subjects are a machine that waits; a loop and a sleep of the same duration;
training a small network with and without the card; and one question of the students' own.

Before and after the course each student guessed the energy of five runs described in a few lines.
The error of a guess $g$ of a true value $e$ is the factor
$ f = exp abs(ln g - ln e), $
so that ten times too much and ten times too little count the same.

= Results
The median factor fell from 11 to 1.9. The worst tenth of the students improved most, from above
900 to 6. Guesses before the course were too low for training and too high for a machine
that waits.

#bars([Median factor of error of the students' guesses, after each afternoon.], "factor", 16,
  ("before", 11), ("first", 6.2), ("second", 3.8), ("third", 2.4), ("fourth", 1.9))

#results([Questions chosen for the fourth afternoon.], 2,
  [question], [pairs],
  [Does a smaller batch cost more?], [7],
  [What does the screen draw?], [5],
  [Is the card worth it for a small network?], [5],
  [Which epoch could be left out?], [4],
  [Other], [2])

Of 23 meters two failed, both after a fall. The meters' display changes once per second, which is
too slow for runs of less than a minute; the sheets now ask for longer ones. The comparison of a
loop with a sleep was the one that led to most talk. Five pairs found that their machine drew more
at rest than their neighbour's, and traced it to a program that looked for updates.

The guesses of the fourth afternoon were written down in pairs, those before the course alone. Part
of the gain from 2.4 to 1.9 may come from the talk between two students. We have since asked for
two guesses, one alone and one together.

In a short questionnaire half a year later, 29 of 41 students said that they had stopped a run in
the meantime because it was not worth its energy. We have no control group, and the course was
taught by people who wanted it to succeed.

= Conclusion
A cheap meter and a guess written down beforehand teach the size of things in twelve hours. We
would leave out the first half of the second afternoon, and give more time to the students' own
questions. The sheets, in two languages, will be available with the list of parts.

= Availability
All guesses, without names, and the readings of the meters will be published with the final
version, together with the corrected sheets.

#references("class", "counters", "report")
""",
}
APPENDIX = r"""
#pagebreak()
#set heading(numbering: none)
= Appendix: all runs
The table gives the five runs behind each mean. Their order was drawn by lot.
#results([Energy of one image in mJ, by seed.], 6,
  [placement], [1], [2], [3], [4], [5],
  [no exits], [12.3], [12.4], [12.5], [12.4], [12.4],
  [even], [9.0], [9.2], [9.1], [9.1], [9.1],
  [operations], [8.3], [8.2], [8.3], [8.4], [8.3],
  [measured], [7.3], [7.4], [7.3], [7.2], [7.3])
#idle
"""


def make(name, proposal, body):
    pdf = typst.compile(
        (LAYOUT + SHARED + body).encode(),
        sys_inputs={"title": proposal["title"], "abstract": proposal["abstract"]},
        ignore_system_fonts=True,
        pdf_tags=False,  # they would be a third of each file
    )
    (HERE / f"{name}.pdf").write_bytes(pdf)


def main():
    words = runpy.run_path(str(HERE.parent / "demo_texts.py"))
    by_key = {proposal["key"]: proposal for proposal in words["PROPOSALS"]}
    for key, proposal in by_key.items():
        make(key, proposal, PROPOSALS[key])
    make("three-pages", by_key["early-exits"], PROPOSALS["early-exits"] + APPENDIX)


if __name__ == "__main__":
    main()
