"""Where the paper can be read in more than one way: which reading a row takes, and why.

Criteria are not among them: they are never chosen by their result.
"""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """A reading in English and in Chinese."""

    en: str
    zh: str

    def text(self, language: str) -> str:
        """The text in a language, "en" or "zh"."""
        return self.zh if language == "zh" else self.en


READINGS: dict[str, Reading] = {
    "linear-output": Reading(
        "The output unit is linear. The paper says logistic, but with a logistic output the "
        "extreme sums stay off by more than 0.04 and its criterion is hardly ever met; with a "
        "linear one counts are the paper's, and in most trials test errors are too.",
        "输出单元是线性的。论文写的是 logistic 函数，但用 logistic 函数作输出时，极端的和"
        "总差 0.04 以上，论文的标准几乎达不到；改用线性输出，序列数与论文相符，"
        "多数试验的测试误差也相符。",
    ),
    "logistic-output": Reading(
        "The output units are logistic, as the paper says.",
        "输出单元用 logistic 函数，与论文所写一致。",
    ),
    "nothing-constant": Reading(
        "Cells hear nothing constant: no bias, and no gates (which nobody hears). The paper's "
        "number of weights says otherwise. A constant input adds up in the state over the lag, and "
        "with learning rate 0.5 every error moves that sum by so much that, from T = 500 on, the "
        "output weights of the cells are held near 0 for very long.",
        "记忆单元不接收任何恒定的输入：没有偏置，也不接收门（门的输出不传给任何单元）；"
        "论文的权重数与此不符。恒定的输入会在状态里逐步累积，学习率为 0.5 时，"
        "每个误差都使这个和大幅摆动，从 T = 500 起，记忆单元的输出权重很久都停在 0 附近。",
    ),
    "three-signals": Reading(
        "Three elements carry the signal, as in the third row of Table 4; Table 5 prints N = 1. "
        "For N = 3 the paper's own figures keep one proportion: T = 1000 takes 11 times as many "
        "sequences as T = 100 in both tables. And 1.2 % of the test sequences wrong, as published, "
        "is hardly possible with N = 1: in 1.3 % of them the noise alone turns the only element "
        "that counts to the other sign.",
        "承载信号的元素有三个，与表 4 第三行相同；表 5 印的是 N = 1。"
        "取 N = 3 时，论文自己的数字比例一致：两张表里，T = 1000 所需的序列都是 T = 100 的 11 倍。"
        "而且取 N = 1 时，公布的测试错误率 1.2% 几乎不可能达到：单是噪声，"
        "就在 1.3% 的序列里把唯一有用的元素变成了相反的符号。",
    ),
    "first-pair": Reading(
        "If the first pair of all is chosen its marker stays −1 and X1 takes its neutral value.",
        "若选中的恰是第一对，其标记仍为 −1，X1 取中性值。",
    ),
    "average-error": Reading(
        "“Average training error” is the mean absolute error of the 2000 most recent sequences.",
        "“平均训练误差”指最近 2000 条序列的平均绝对误差。",
    ),
    "biased-gates": Reading(
        "Input gates start with biases −3 and −6 as in Experiment 4 (the text of 5.5), not at "
        "random (Table 10): with them the counts are the paper's.",
        "输入门偏置从 −3 和 −6 开始，与实验 4 相同（5.5 节正文），而不是随机（表 10）："
        "这样序列数与论文相符。",
    ),
    "random-gates": Reading(
        "Input gates start with random biases, as Table 10 says.",
        "输入门偏置随机初始化，与表 10 一致。",
    ),
    "noise-is-variance": Reading(
        "0.2 is the variance of the noise, as the paper writes, not its standard deviation.",
        "0.2 是噪声的方差（论文原文如此），不是标准差。",
    ),
    "fresh-quiz": Reading(
        "ST1 and ST2 are tested every 100 sequences, on 256 fresh sequences each time.",
        "ST1 和 ST2 每 100 条序列检验一次，每次用 256 条新序列。",
    ),
    "fixed-quiz": Reading(
        "ST1 and ST2 are tested every 100 sequences, on the same 256 sequences each time.",
        "ST1 和 ST2 每 100 条序列检验一次，每次都用同样的 256 条序列。",
    ),
    "two-passes": Reading(
        "ST1 and ST2 count only when two tests in a row, 100 sequences apart, are passed.",
        "ST1 和 ST2 要连续两次检验（相隔 100 条序列）都通过才算达到。",
    ),
    "three-c-inputs": Reading(
        "3c has the inputs of 3a: no noise on the signal.",
        "3c 的输入与 3a 相同：信号上没有噪声。",
    ),
    "step-updates": Reading(
        "Weights change at every time step, with derivatives carried on (equations 25-28).",
        "权重每个时间步都更新，导数一路累积（式 25–28）。",
    ),
    "sequence-updates": Reading(
        "Weights change once, at sequence end, by the sum of all steps' contributions.",
        "权重只在序列结束时更新一次，更新量为各步贡献之和。",
    ),
    "next-symbol": Reading(
        "The target is the symbol that actually comes next.",
        "目标是实际出现的下一个符号。",
    ),
    "repeated-strings": Reading(
        "The 256 strings of each set are independent draws and repeat (about 100 are distinct).",
        "每个集合的 256 个串独立抽取，允许重复（约 100 个互不相同）。",
    ),
    "distinct-strings": Reading(
        "The 256 strings of each set are all different, which favours long ones.",
        "每个集合的 256 个串互不相同，因而长串更多。",
    ),
    "swapped-ranges": Reading(
        "g in [−1, 1] and h in [−2, 2], as the caption of Table 10 has it.",
        "按表 10 的说明文字，g 的范围是 [−1, 1]，h 是 [−2, 2]。",
    ),
    "tolerated-error": Reading(
        "An output within 0.2 of its target counts as right and sends back no error. The paper "
        "names no such tolerance for training (0.2 is its tolerance for success elsewhere); "
        "without it states and output gates run into saturation and the second symbol is mostly "
        "not learned.",
        "输出与目标相差不到 0.2 就算正确，不再回传误差。论文没有为训练规定这样的容差"
        "（0.2 是它在别处判定成功的容差）；没有容差，状态和输出门就会饱和，第二个符号多半学不会。",
    ),
    "all-biased": Reading(
        "All units have a bias, not the gates alone: the net has more weights than the paper's.",
        "所有单元都有偏置，而不只是门：权重数多于论文的网络。",
    ),
    "doubled-error": Reading(
        "The error keeps the factor 2 of equations (16)-(18), which (19) leaves out.",
        "误差保留式 (16)–(18) 中的因子 2，而式 (19) 没有。",
    ),
    "wide-start": Reading(
        "Initial weights lie in [−1, 1] instead of [−0.2, 0.2].",
        "初始权重取自 [−1, 1]，而不是 [−0.2, 0.2]。",
    ),
    "cell-added": Reading(
        "Cell and input gate are added after 500 sequences, when the error has stopped falling.",
        "训练 500 条序列、误差不再下降之后，才加入记忆单元和输入门。",
    ),
    "closed-gate": Reading(
        "The input gate starts nearly closed, its weights shifted by −3 (the inputs are unit "
        "vectors, so this is a bias without a weight more): the paper's own remedy against a "
        "drifting state, though Table 10 names none here.",
        "输入门一开始几乎关闭：其权重整体减 3（输入是单位向量，等于加了偏置而不增加权重）。"
        "这是论文自己防止状态漂移的办法，但表 10 在这里没有写偏置。",
    ),
    "tolerated-sum": Reading(
        "An output within 0.2 of its target sends back no error, which the paper does not say. "
        "Without it many small errors of outputs that are right already (in 2a those of 99 steps) "
        "push the weight from the cell down about as hard as the large ones push it up.",
        "输出与目标相差不到 0.2 就不回传误差，论文没有这样写。"
        "否则许多本已正确的输出的小误差（2a 中来自另外 99 步）合起来，"
        "把记忆单元输出权重往下压的力量，与大误差往上推的力量相当。",
    ),
    "centred-g": Reading(
        "g in [−2, 2] as in all other experiments; the text has the logistic function in [0, 1].",
        "g 的范围取 [−2, 2]，与其他实验相同；正文写的是范围 [0, 1] 的 logistic 函数。",
    ),
    "end-only": Reading(
        "Only the last symbol is taught. With an error at every step no such net can be right at "
        "the end and silent before it: the state never falls, and it rises by the same amounts "
        "after x and after y, so the output that has to fire at the lower of the two final states "
        "also fires at the still lower states before.",
        "只在序列末给教师信号。若每一步都有误差，这种网络不可能既在末尾正确、又在此前保持沉默："
        "状态从不下降，x 与 y 之后的增量又相同，"
        "因此应在较低的那个末状态激活的输出，在此前更低的状态上也会激活。",
    ),
    "frozen-proof": Reading(
        "10,000 sequences in a row are tested with the weights held still, every 100 sequences.",
        "每训练 100 条序列，就固定权重，连续检验 10,000 条序列。",
    ),
    "nothing-fed-back": Reading(
        "Gates and cells listen to the inputs alone. The paper's count of weights includes "
        "connections from gates and cells, but with these a state drifts: the four gates, all near "
        "one half, add up to a constant input, and over a hundred steps it saturates h. Without "
        "them the counts are the paper's.",
        "门和记忆单元只接收输入。论文的权重数包含来自门和记忆单元的连接；但有了这些连接，状态会漂移："
        "四个门都在 0.5 附近，合起来是一个恒定的输入，一百步之后 h 就饱和了。"
        "去掉它们，序列数与论文相符。",
    ),
    "plain-net": Reading(
        "A plain recurrent net of 8 tanh units, full BPTT, learning rate 0.05, same criterion.",
        "普通循环网络：8 个 tanh 单元，完整 BPTT，学习率 0.05，标准相同。",
    ),
    "guessed-net": Reading(
        "Three fully recurrent logistic units and an output; all weights uniform in [−100, 100]; "
        "the number counts guesses, not training sequences.",
        "三个全连接的循环单元（logistic 函数）加一个输出；所有权重在 [−100, 100] 内均匀抽取；"
        "数字是猜测次数，不是训练序列数。",
    ),
    "index-range": Reading(
        "Distractors are drawn from all p symbols (the paper's 1..q is read as 1..p).",
        "干扰符号从全部 p 个符号中抽取（论文的 1..q 应读作 1..p）。",
    ),
}

OPEN = frozenset(
    {
        "logistic-output",
        "first-pair",
        "average-error",
        "biased-gates",
        "random-gates",
        "noise-is-variance",
        "fresh-quiz",
        "fixed-quiz",
        "two-passes",
        "three-c-inputs",
        "step-updates",
        "sequence-updates",
        "next-symbol",
        "repeated-strings",
        "distinct-strings",
        "swapped-ranges",
        "doubled-error",
        "cell-added",
        "frozen-proof",
        "index-range",
    }
)
