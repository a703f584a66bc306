import type { batchFigures as english } from '../english/figures-batch';
import { here, PAIRED, paper } from './figure-sources';
import { glossary } from './glossary';

const { terms } = glossary;

const BATCH_RATE = `成功率 = 步数预算内获胜的局数 / 局数；区间 = ${terms.wilson.formula}`;

export const batchFigures: typeof english = {
  batchSize: {
    plotted:
      '每一种条件下行动者获胜的局数份额，横轴为消息在其上下文中所占位置数的平均值。出错的局算作未胜。',
    formula: BATCH_RATE,
    source: here('src/lab/batch-figures.ts；区间：威尔逊 1927'),
  },
  batchLatency: {
    plotted:
      '每一种条件下行动者获胜的局数份额，横轴为通信时间的中位数。帕累托前沿上是未受干扰的消息：没有别的消息既不慢于它又不差于它。',
    formula: `${BATCH_RATE}；时间 = 发送者预填充 + 生成 + 适配器 + 行动者预填充`,
    source: paper(
      '成功率与通信延迟并列，其表 3',
      'src/lab/batch-figures.ts、src/state/batch-view.ts',
    ),
  },
  batchSteps: {
    plotted: '一种条件的各局中，用不超过这么多条命令就获胜的份额。',
    formula: `s 步时的成功率 = s 步内获胜的局数 / 局数；色带：${terms.wilson.formula}`,
    source: here('src/lab/batch-figures.ts、src/state/batch-view.ts'),
  },
  batchSweep: {
    plotted:
      '消息以不同强度受干扰而其他一切不变时获胜的局数份额。强度 0 是未受干扰的消息；参考线是没有消息的成功率。',
    formula: BATCH_RATE,
    source: here('src/state/batch-view.ts；各种干扰是论文的，arXiv 2511.09149，表 1'),
  },
  batchPlaces: {
    plotted:
      '一局的命令去过或打开过多少个不同的容器，对没有出错的局取平均。游戏答以 “Nothing happens.” 的不算。',
    formula: '各局 |{去过或打开过的容器}| 的平均',
    source: here('src/lab/batch-line.ts'),
  },
  batchRepeated: {
    plotted: '没有出错的各局所发的全部命令中，同一局里先前已发过的份额。',
    formula: 'Σ (命令数 − 不同命令数) / Σ 命令数',
    source: here('src/lab/batch-line.ts'),
  },
  batchInvalid: {
    plotted: '没有出错的各局所发的全部命令中，游戏不接受的份额。',
    formula: 'Σ 不可行的命令数 / Σ 命令数',
    source: here('src/lab/batch-figures.ts'),
  },
  batchTable: {
    plotted:
      '每一种条件的成功率和步数，以及在两者都玩过的局上与基准的配对差。论文各栏是论文自己的数字，照原样。',
    formula: `${BATCH_RATE}；差 = ${terms.paired.formula}；${PAIRED}`,
    source: paper('其表 1 和表 3 的样式', 'src/lab/batch-report.ts、src/shared/paired.ts'),
  },
  batchGroups: {
    plotted:
      '同一类的局中各条件获胜的份额：按任务类型、按房间，或按发送者得到的关于真实位置的报告有多可靠。',
    formula: `${BATCH_RATE}，只算该类的局`,
    source: here('src/lab/batch-group-tables.ts'),
  },
  batchExploration: {
    plotted:
      '行动者怎样去做。平均值和中位数取自没有出错的局，份额取自这些局的全部命令。“第二处是另一候选”：报告的位置没有那件东西之后，下一个容器是另一个报告的位置。',
    formula: '重复 = Σ (命令数 − 不同命令数) / Σ 命令数；无效 = Σ 不可行的命令数 / Σ 命令数',
    source: here('src/lab/batch-figures.ts、src/lab/batch-line.ts'),
  },
  batchBreadth: {
    plotted:
      '实际发送的内容的一个潜在步保留着多少个可能的词：在最可能的十个词中重新归一后，前一个到前六个词的累积份额，按同一条件下各局的百分位画出，每个份额各自排序。每条消息读其前六步。',
    formula:
      'p = softmax(head · 状态)，温度 1；第 r 名的份额 = p 中最大的 r 个之和 / 最大的十个之和；eᴴ，其中 H = −Σ p ln p，对全部词求和',
    source: paper(
      '其并行假设分析：按各任务的百分位给出前 k 个词的累积份额',
      'src/lab/batch-breadth.ts、src/lab/batch-breadth-figures.ts',
    ),
  },
  batchCompare: {
    plotted:
      '两个结果在相同条件下都玩过的局：各自的成功率、成功率与步数的配对差，以及有多少局只有其中一个获胜。',
    formula: `差 = ${terms.paired.formula}；${PAIRED}`,
    source: here('src/lab/batch-compare.ts、src/shared/paired.ts'),
  },
};
