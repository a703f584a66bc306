import type { figures as english } from '../english/figures';
import { here, PAIRED, paper } from './figure-sources';
import { batchFigures } from './figures-batch';
import { glossary } from './glossary';

const { terms } = glossary;

const CARD = 'models/interlat_models';
const WILSON = `成功率 = 20 步内获胜的局数 / 局数；区间 = ${terms.wilson.formula}`;

export const figures: typeof english = {
  thought: {
    plotted:
      '发送者的思维链，逐个词元。带下划线的词元，其隐藏状态在潜在消息中：消息的第 t 行就是取出词元 t 的那个状态。',
    formula: 'x(t) = argmax LM head(h(t))，或取自 softmax(LM head(h(t)) / 温度)',
    source: paper('每写一个词元就有一个最后一层的隐藏状态', 'src/lab/sender.ts'),
  },
  heatMap: {
    plotted:
      '潜在消息的每一个数：一行是一个潜在步，一列是一个维度，颜色是相对于 0 的值。色标两端是 99.5% 的值不超过的大小。右侧的条是各行的长度。',
    formula: 'H [T, d]；颜色为 H(t, i)；条：‖h(t)‖ = √(Σ h(t, i)²)',
    source: paper('H，发送者最后归一化之后的最后一层隐藏状态', 'src/plots/heat-map-layout.ts'),
  },
  lens: {
    plotted:
      '一个潜在步最可能的十个词元，由写出它的模型的 LM head 读出；若它被改动过，也显示写出时的样子。熵是对整个词表而言的。',
    formula: `${terms.lens.formula}；H(p) = −Σ p ln p；假设数 e^H`,
    source: here('src/lab/lens.ts；logit 透镜由 nostalgebraist 于 2020 年提出'),
  },
  overview: {
    plotted: '每个潜在步由 logit 透镜读出的最可能的词元。条是它的概率。',
    formula: 'softmax(LM head(h(t))) 对词元取最大值，温度 1',
    source: here('src/lab/lens.ts'),
  },
  importance: {
    plotted:
      '去掉一个潜在步而发送其余各步时，下一条命令的分布移动多远。缺少该步的消息会重新经过适配器。一个步所起的作用也可能由其他步承担：这样的步单独看显得不重要。',
    formula: `对第 t 步：JS(p(命令 | H), p(命令 | 去掉 h(t) 的 H))。${terms.divergence.formula}`,
    source: here('src/lab/analysis.ts；JS：Lin 1991'),
  },
  map: {
    plotted:
      '本次运行中每条消息各行的均值，以及其他游戏的消息（按任务类型），画在 dev 游戏完整消息的各行变化最大的两个方向上。折线连接一条消息的各行。',
    formula: '(x, y) = C (H 各行的均值 − μ)；C [2, d]：协方差 Σ 的前两个特征向量，μ 为各行的均值',
    source: here(
      'models/interlat_models/corpus_file.py、src/plots/pca-projection.ts；PCA：Pearson 1901',
    ),
  },
  distances: {
    plotted:
      '所示消息各行的均值，到 dev 游戏完整消息的均值（按任务类型）以及本次运行其他潜在消息的均值有多远。d 个维度同样计入；旁边的分布图只有两个方向。同一游戏的消息不计入。',
    formula:
      '距离 = 1 − cos(m − μ, m′ − μ)；m, m′ [d]：两条消息各行的均值，μ 为所有行的均值。配对：P(到同类型的距离 < 到其他类型的距离)，相等计一半',
    source: here(
      'models/interlat_models/corpus_file.py、src/plots/message-distances.ts；配对：Mann 与 Whitney 1947',
    ),
  },
  positions: {
    plotted:
      '行动者为这条消息要读上下文中的多少个位置：每个词元一个，或每个向量一个。这就是“短”的意思。',
    formula: terms.positions.formula,
    source: here('src/state/message-sizes.ts'),
  },
  bytes: {
    plotted: '以发送时的类型计，消息在传输中占多少字节。短不等于小。',
    formula: '向量数 × d × 每个数的字节数 + 词元数 × 2 字节',
    source: here('src/state/message-sizes.ts'),
  },
  capacity: {
    plotted: '消息最多能装下多少比特。这是空间，不是所说的内容：其中大部分没有用上。',
    formula: '向量数 × d × 每个数的比特数 + 词元数 × log₂(词表大小)',
    source: here('src/state/message-sizes.ts'),
  },
  context: {
    plotted:
      '在所示步之后、下一条命令之前行动者的上下文里有什么：游戏最初的观察、消息、行动者的命令、游戏的回答，各带其标记；并画出上下文的上限。记录中没有观察的词元数时会说明。',
    formula:
      '合计 = (<bos> + 观察) + (<bop> + 消息 + <eop>) + Σ (<act> + 命令) + Σ (<obs> + 回答)，单位：位置',
    source: here('src/state/message-sizes.ts'),
  },
  nextCommand: {
    plotted: '行动者写出此处游戏所接受的每条命令的精确概率；与 1 的差额是其他一切写法。',
    formula: `${terms.admissible.formula}；H(p) = −Σ p ln p，“其他一切”算作一种结果`,
    source: here('src/lab/command-scores.ts：逐条计算每条命令，不抽样'),
  },
  separation: {
    plotted:
      '在每一步，把自己的消息换成另一个任务的消息（此前的回合相同），行动者下一条命令的分布移动多远。不理会消息的行动者停留在 0。',
    formula: `JS(p(命令 | 自己的消息), p(命令 | 另一个任务的消息))。${terms.divergence.formula}`,
    source:
      '论文 arXiv 2511.09149：L_sep = max(0, 0.69 − JS) 中的分离，那里对下一个词元；这里对整条命令（src/lab/separation.ts）。JS：Lin 1991。',
  },
  pairs: {
    plotted:
      '在每一步，只要两条泳道写过的命令都相同，它们下一条命令的分布相距多远。圆环是它们分开的那一步。',
    formula: `JS(p(命令 | 泳道 1), p(命令 | 泳道 2))。${terms.divergence.formula}`,
    source: here('src/shared/divergence.ts；JS：Lin 1991'),
  },
  nextToken: {
    plotted: '行动者所写命令的某一处最可能的词元及其概率，温度 1。熵是对整个词表而言的。',
    formula: 'p = softmax(LM head(h))，H(p) = −Σ p ln p',
    source: here('src/lab/token-choice.ts'),
  },
  breadthTasks: {
    plotted:
      '一个潜在步在许多任务上有多宽：色带是最可能的十个词中，最可能的一个、两个……六个词所占的份额，各自按任务的百分位排列。圆点是首位份额的中位数。“地点处”是文字定下地点之前紧挨着的状态。',
    formula: `${terms.breadth.formula}，k = 1 … 6，按任务的百分位；eᴴ 对整个分布`,
    source: paper(
      '信息并行性，第 1 至 6 个潜在步的图；按内容对齐的步由此处定义',
      `${CARD}/breadth.py`,
    ),
  },
  breadthRun: {
    plotted:
      '对一条消息沿着它自己的各步：上面是每一步保留多少种假设，下面是最可能的词所占的份额。实心标记是写出物体或地点名称的步；标出文字的是文字定下地点的步。',
    formula: `e^H(t)，H(t) = −Σ p ln p，对整个词表；${terms.breadth.formula}，k = 1 … 6`,
    source: paper('信息并行性；沿一条消息的画法和 e^H 由此处定义', 'src/interlat/breadth.ts'),
  },
  breadthCard: {
    plotted:
      '每种消息的潜在步有多宽，取各局的中位数。所列的步是完整消息中紧挨着说出名称或定下地点之前的步。',
    formula: `${terms.breadth.formula}，k = 1；H = −Σ p ln p；e^H；各局的中位数 [四分位数]`,
    source: paper('信息并行性；按内容对齐的步和 e^H 由此处定义', `${CARD}/breadth.py`),
  },
  latencyParts: {
    plotted:
      '通信的时间花在哪里：从发送者拿到提示起，到行动者的第一组 logits 为止。本机上的一次运行。',
    formula: '合计 = 发送者读 + 发送者生成 + 适配器 + 行动者读，单位为毫秒（实际时间）',
    source: here('src/lab/message.ts；论文中的秒数按论文自己的定义'),
  },
  latencyRatios: {
    plotted:
      '同一次运行中完整长度的潜在消息用时是它的多少倍，分别对生成本身和端到端。空心标记是论文的数字，来自其他机器上的其他模型。',
    formula: '完整消息的用时 / 这条消息的用时，对生成和对合计',
    source: paper(
      '表 3，K = 8 时 9.19 秒 / 0.39 秒 = 24、9.19 秒 / 0.20 秒 = 46；本次运行的比值由此处定义',
      'src/state/latency.ts',
    ),
  },
  trainingSuccess: {
    plotted:
      '训练各个快照在 dev 游戏上的成功率，每种消息一条线；色带是区间。竖线是从那里起该消息的区间一直高于其比较对象的成功率的第一个快照。',
    formula: WILSON,
    source: here('models/measure_curves.py、src/state/training-story.ts；区间：Wilson 1927'),
  },
  trainingSeparation: {
    plotted:
      '游戏自己的消息与同批中相邻一局的消息，使行动者的下一个词元相差多远，对命令的词元，横轴为训练过的词元数；另一条线只取说出名称的命令词元。',
    formula: `JS(p(自己), p(另一局)) 的均值。${terms.divergence.formula}；L_sep = max(0, 0.69 − JS)`,
    source: paper('行动者的损失，L_sep', `${CARD}/losses.py`),
  },
  trainingLosses: {
    plotted:
      '按批次种类的训练损失：行动者在命令词元上的交叉熵，当它得到完整的潜在消息、其中一部分、混合、文字、什么都没有或 K 步时；以及把潜在消息拉向文字或拉向完整消息的损失。',
    formula:
      '交叉熵 −ln p(词元)；对齐 0.7 KL + 0.3 (1 − logits 的余弦)；对完整消息的 KL，温度 4，权重 relu(H(无消息) − H(完整))；方向 1 − 适配后潜在向量均值的余弦',
    source: paper('行动者的损失 L_task + L_sep + L_align，压缩的损失', `${CARD}/losses.py`),
  },
  ablations: {
    plotted:
      '在相同预算下去掉一部分再训练该阶段：每个种子一个点，短线是各种子的均值。色带是什么都不去掉时各种子的范围。比较的是范围；三个种子不足以做检验。',
    formula: '均值 = Σ 各种子 / 种子数；范围重叠时不声称有差别',
    source: here('models/collect_ablations.py、src/state/training-story.ts'),
  },
  success: {
    plotted:
      '行动者得到每种消息时在 20 步内获胜的局数份额，贪心，命令由它自由书写。圆点是成功率，须线是区间。',
    formula: WILSON,
    source:
      '度量是论文的（arXiv 2511.09149，表 1：20 步）；区间为威尔逊 1927；由 models/evaluate_tier.py 测得。',
  },
  differences: {
    plotted:
      '在完全相同的游戏上比较两种消息：前者的成功率高多少个百分点。整条须线都在 0 的一侧时，在按全表校正之前，差别不只是偶然。',
    formula: `${terms.paired.formula}；区间：${PAIRED}`,
    source: here(`${CARD}/statistics.py`),
  },
  ranks: {
    plotted:
      '按真实的那条报告被称为多可靠（“likely”、“maybe”或“perhaps”）分开的成功率。只定下最可能地点的文字说不出其余地点。',
    formula: WILSON,
    source: here(`${CARD}/figures.py；有两个目标时取较不可靠的那条报告`),
  },
  taskTypes: {
    plotted: '按 ALFWorld 的六种任务分开的成功率。',
    formula: WILSON,
    source: here(`${CARD}/figures.py；任务种类是 ALFWorld 的`),
  },
  calibration: {
    plotted:
      '文字定下一个地点时，发送者给每个被报告地点的概率（对目标取均值），旁边是它说出那条报告的频率，以及那条报告属实的频率。',
    formula:
      'p(地点) = softmax(LM head(h))，取第一个被说出的地点之前紧挨着的状态；对目标取均值；H(p) = −Σ p ln p',
    source: here(`${CARD}/thought_text.py`),
  },
  thoughts: {
    plotted: '思维链的长度和不确定程度，以及它们有多常说出真实的地点，或说出每一个被报告的地点。',
    formula: '对各局取均值；熵：每次选择词元时 −Σ p ln p 的均值，含 <eop>',
    source: here(`${CARD}/batch_agents.py、${CARD}/thought_text.py`),
  },
  paperSuccess: {
    plotted:
      '本页游戏中的成功率，旁边是论文对同样消息给出的数字。模型、计划和游戏都不同：只有各行的次序可以比较。',
    formula: WILSON,
    source: '论文 arXiv 2511.09149，表 1 和表 3，照原样；此处的数字：models/evaluate_tier.py。',
  },
  precision: {
    plotted: '同一批游戏分别用随页提供的 8 位文件和训练所得的 float32 模型来玩：量化的代价。',
    formula: `差 = (n(仅 8 位赢) − n(仅 float32 赢)) / n；${PAIRED}`,
    source: here(`${CARD}/comparisons.py`),
  },
  pageCheck: {
    plotted:
      '同一批游戏、同样的文件，分别由本页自己的代码和 Python 的评测来玩。相同：在同一步获胜，或两者都输。近似平手是两个 logit 相差不到 0.001 的选择。',
    formula: '相同 = 获胜步相同的局数 / 局数；近似平手：|logit 1 − logit 2| < 0.001',
    source: here(`${CARD}/comparisons.py、src/shared/softmax.ts`),
  },
  house: {
    plotted:
      '本局游戏的房屋，依据游戏自身的状态：实心是这条泳道的行动者到目前为止见过的，空心是在那里而没有被见过的。各处在平面图上的位置是画出来的，ALFWorld 没有坐标。',
    formula: '见过 = 到所示步为止被某条观察说出过',
    source: here('src/state/house-view.ts；规则是 ALFWorld 的'),
  },
  words: {
    plotted: '发送者的思维链。标出的是它在“in”之后说出的第一个地点：在那里它必须定下一个。',
    formula: '第一个 “in (the) 地点 n”，且房屋中有这个地点',
    source: here('src/state/commitment.ts'),
  },
  candidates: {
    plotted:
      '被说出的地点之前紧挨着的隐藏状态允许什么：这座房屋里最可能的几个地点，以及那里可能写出的其他一切。',
    formula: `${terms.lens.formula}；其余 = 1 − 所示地点之和；H(p) = −Σ p ln p；e^H`,
    source: here('src/state/commitment.ts'),
  },
  cardSuccess: {
    plotted:
      '行动者得到这些消息中的每一种时在 20 步内获胜的局数份额，在许多局上测得。句子说的是相同游戏上的配对差。',
    formula: `${WILSON}；差 = ${terms.paired.formula}`,
    source: `度量是论文的（arXiv 2511.09149，表 1）；区间：威尔逊 1927、纽科姆 1998；由 models/evaluate_tier.py、${CARD}/statistics.py 测得。`,
  },
  ...batchFigures,
  paperTable: {
    plotted: '论文中这些消息在 seen 和 unseen 游戏上的成功率。这里没有一个数字是在本页测得的。',
    formula: '20 步内获胜的局数 / 局数，%',
    source: '论文 arXiv 2511.09149，表 1 和表 3，照原样。',
  },
};
