"""Where a measured row differs from the paper's, and what is known about why.

A row that is not here either agrees or has not been run; nothing is explained away.
"""

from __future__ import annotations

from lstm97.paper.data.readings import Reading

_REBER = Reading(
    "To the letter (g in [−2, 2], h in [−1, 1], every error sent back) few trials succeed: 1, 7, "
    "7, 0 and 8 of 30 in the five rows. The nets that fail know the grammar and get half of the "
    "strings right. Their states grow by about 2 at every step until h is saturated, one cell "
    "serves as a bias, and just before the second-last symbol the output gates of the others are "
    "shut: no error reaches a cell that could remember. What was tried, one change at a time, "
    "stands under “other readings” at learning rate 0.5. What helps: errors below 0.2 not sent "
    "back (9 of 12 with 3 blocks), biases for all units (10 of 30 with 4 blocks, but 7 weights "
    "more than the paper's), g and h swapped (3 of 12). The row combines the first and the last, "
    "which keeps the paper's weight counts; the tolerance is not in the paper.",
    "按字面执行（g 在 [−2, 2]，h 在 [−1, 1]，每个误差都回传）时成功的试验很少："
    "五行各 30 次，依次成功 1、7、7、0、8 次。失败的网络学会了文法，一半的串正确。"
    "它们的状态每步约增加 2，直到 h 饱和；一个记忆单元被当作偏置使用；"
    "而在倒数第二个符号之前，其余单元的输出门是关闭的：没有误差能到达可以记忆的单元。"
    "在学习率 0.5 下逐一试过的改动，见“试过的其他解读”。有帮助的是：小于 0.2 的误差不回传"
    "（3 个块，12 次成功 9 次）、所有单元都加偏置（4 个块，30 次成功 10 次，"
    "但比论文多 7 个权重）、g 与 h 互换（12 次成功 3 次）。"
    "这一行合并了第一种和最后一种，权重数与论文相同；容差并不见于论文。",
)
_SUM = (
    "g is never negative and h is the identity, so the state grows to about 25 over a hundred "
    "symbols; with learning rate 1.0 the outputs that hear it are pushed to 0 or 1 at once, where "
    "their error hardly teaches. "
)
_SUM_ZH = (
    "g 从不为负，h 又是恒等函数，状态在一百个符号里会涨到 25 左右；学习率 1.0 时，"
    "接收它的输出单元一下子被推到 0 或 1，误差几乎不再起作用。"
)

_DRIFT = (
    "With every gate and cell heard by every other, as the weight count says, the states of the "
    "trials that fail lie far out for x and y alike: at ±10 to ±25 after a hundred steps, up to "
    "±80 after 500 and ±160 after 1000. The gates, all near one half, are a constant input; h is "
    "saturated, no error enters, and both outputs say one half. "
)
_DRIFT_ZH = (
    "若按权重数所示，门和记忆单元互相接收，那么失败的试验状态都离零很远，x 与 y 几乎一样："
    "一百步之后在 ±10 到 ±25，500 步之后可达 ±80，1000 步之后可达 ±160。"
    "各门都在 0.5 附近，等于一个恒定的输入；h 饱和，误差进不去，两个输出都停在 0.5。"
)


def _drift(solved: int, times: float = 1.0) -> Reading:
    """2c as the weight count has it, and how many of 20 trials succeed with nothing fed back.

    If not all do, ``times`` is their mean over the paper's.
    """
    if solved == 20:
        return Reading(
            _DRIFT + "Without these connections all 20 trials succeed, near the paper's count.",
            _DRIFT_ZH + "去掉这些连接，20 次试验全部成功，序列数接近论文。",
        )
    return Reading(
        _DRIFT + f"Without these connections {solved} of 20 trials succeed by 2 million sequences, "
        f"after {times} times the paper's count on average. The rest have not begun by then: their "
        "weights are about as small as at the start, and both outputs say one half.",
        _DRIFT_ZH + f"去掉这些连接，到 200 万条序列时 20 次试验成功 {solved} 次，"
        f"平均是论文序列数的 {times} 倍。其余的到那时还没有起步："
        "权重与开始时差不多一样小，两个输出都停在 0.5。",
    )


_SHAKEN = Reading(
    "With every unit biased and gates heard by all, as the weight count says, the nets for a long "
    "time say the mean of all targets and nothing else. At T = 500 all ten trials succeed in the "
    "end, after five times the paper's sequences (1,034,520); at T = 1000 none had by 791,100. A "
    "bias reaches a cell at each of T steps, so the state moves by T times what the bias moves "
    "by. At learning rate 0.5 and T = 500 one error is enough to carry it into the saturation of "
    "h and back, and the output weights of the cells, right as often as wrong, stay near 0. Cells "
    "that hear nothing constant learn T = 500 in all ten trials (mean 110,600); where nothing is "
    "fed back at all, all ten learn T = 500 (61,280) and T = 1000 (142,070).",
    "若按权重数所示，每个单元都有偏置、门的输出也传给各单元，网络在很长时间里只会给出全部目标的平均值。"
    "T = 500 时十次试验最终全部成功，但所需序列是论文的五倍（1,034,520）；"
    "T = 1000 时到 791,100 条序列还无一成功。"
    "偏置在 T 步里每一步都进入记忆单元，所以偏置变动多少，状态就变动 T 倍。"
    "学习率 0.5、T = 500 时，一个误差就足以把状态推进 h 的饱和区再推回来；"
    "记忆单元的输出权重时对时错，停在 0 附近。"
    "记忆单元若不接收任何恒定输入，T = 500 时十次试验全部学会（平均 110,600）；"
    "若完全没有反馈，T = 500（61,280）和 T = 1000（142,070）时也都是十次全部学会。",
)

DEVIATIONS: dict[str, Reading] = {
    **{f"1-{number}": _REBER for number in range(1, 6)},
    "2a": Reading(
        _SUM + "All 18 trials succeed, as in the paper, but after eight times its sequences. Three "
        "readings together give its count too, 18 of 18 trials with a mean of 6,244: the error "
        "with its factor 2, an input gate that starts nearly closed, and errors within 0.2 not "
        "sent back. The last two are not in the paper's description of the experiment.",
        _SUM_ZH + "与论文一样，18 次试验全部成功，但所需序列是论文的八倍。"
        "三种解读合用，序列数也与论文相符："
        "18 次全部成功，平均 6,244——误差保留因子 2、输入门一开始几乎关闭、"
        "0.2 以内的误差不回传。后两种不见于论文对这个实验的描述。",
    ),
    "2b": Reading(
        _SUM + "Besides, an error at every step makes the task unsolvable for this net (see the "
        "reading “only the last symbol taught”). Taught at the end alone, no trial of 18 succeeds "
        "up to 60,000 sequences; with an input gate that starts nearly closed all 18 do (mean "
        "33,717), with the factor 2 as well after 15,372, with g in [−2, 2] after 9,239.",
        _SUM_ZH + "此外，每一步都有误差时这种网络解不了这个任务（见解读“只教最后一个符号”）。"
        "只在末尾教：18 次试验到 60,000 条序列无一成功；输入门一开始几乎关闭则 18 次全部成功"
        "（平均 33,717），再加因子 2 为 15,372，g 再取 [−2, 2] 为 9,239。",
    ),
    "4-1": Reading(
        "Seven of ten trials have at most 3 of 2560 test sequences wrong, as in the paper; three "
        "have 4, 8 and 53. The test follows the criterion at once, and at learning rate 0.5 the "
        "last few steps can still move the weights.",
        "十次试验中有七次在 2560 个测试序列里至多错 3 个，与论文相同；另外三次错 4、8 和 53 个。"
        "测试紧跟在达到标准之后，而学习率 0.5 时最后几步仍可能移动权重。",
    ),
    **dict.fromkeys(("4-2", "4-3"), _SHAKEN),
    "2c-1": Reading(
        "19 of 20 trials solved; the median is 2.7 times the paper's mean, and a few trials take "
        "several hundred thousand sequences. The learning rate is the paper's 0.01 with the error "
        "of equation (19). With the factor 2 of (16)-(18) the median falls to 58,100, but only 15 "
        "of 20 trials succeed. What explains both is that states drift: without connections from "
        "gates and cells all 20 succeed, at the paper's mean.",
        "20 次试验成功 19 次；中位数是论文平均值的 2.7 倍，少数试验需要几十万条序列。"
        "学习率为论文的 0.01，误差按式 (19)。若保留式 (16)–(18) 的因子 2，"
        "中位数降到 58,100，但 20 次只成功 15 次。两者的原因是状态漂移："
        "去掉来自门和记忆单元的连接，20 次全部成功，平均值与论文相符。",
    ),
    **{f"2c-{number}": _drift(20) for number in range(2, 8)},
    "2c-8": _drift(19, 1.4),
    "2c-9": _drift(18, 1.8),
    "3b-3": Reading(
        "Four of ten trials succeed, between 1.6 and 2 million sequences; the others were given up "
        "at 2 million. One noisy element in a thousand has to be found, and at first all a cell "
        "has to offer is noise: its output gate is taught to shut. In the trials that succeed one "
        "block opens again, with an input gate at 0.45 for the first element and at 0.001 for the "
        "others. In the six others all output gates are below 0.05 and both classes are answered "
        "by 0.5. With three noisy elements, as the third row of Table 4 has it, all ten trials "
        "succeed (mean 284,970): the 1 in Table 5 may be a misprint.",
        "十次试验有四次成功，在 160 万到 200 万条序列之间；其余到 200 万条时放弃。"
        "要在一千个元素中找出一个带噪声的元素，而起初记忆单元能拿出的只有噪声：输出门被教得关闭。"
        "成功的试验里，有一个块重新打开，其输入门对第一个元素约为 0.45，对其余元素约为 0.001。"
        "另外六次试验，所有输出门都在 0.05 以下，两类都答 0.5。"
        "若像表 4 第三行那样有三个带噪声的元素，十次试验全部成功（平均 284,970）："
        "表 5 里的 1 也许是误印。",
    ),
    "6b": Reading(
        "Trials that succeed take the paper's number of sequences, but five of ten had not by 2 "
        "million. In each of these the states of a block lie at ±12 to ±190, where h has no slope "
        "left. With cells that hear nothing constant seven of ten succeed, after 154,286 "
        "sequences on average; three had not by 2 million there too. With the factor 2 of "
        "(16)-(18) eight of ten succeed by 600,000 (mean 112,338), and with both changes eight "
        "again (62,250); what stops the other two is the same, states of a block at ±18 to ±200.",
        "成功的试验所需序列数与论文相当，但十次中有五次到 200 万条序列仍未成功。"
        "它们各有一个块的状态在 ±12 到 ±190，h 在那里已没有斜率。"
        "记忆单元若不接收任何恒定输入，十次中有七次成功，平均 154,286 条；"
        "另外三次到 200 万条序列时也未成功。若保留式 (16)–(18) 的因子 2，到 60 万条序列时"
        "十次成功八次（平均 112,338）；两者并用也是八次（62,250）。"
        "另外两次失败的原因相同：有一个块的状态在 ±18 到 ±200。",
    ),
}
