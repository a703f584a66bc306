import type { latency as english } from '../english/latency';

/** 与另一条泳道相比有多久；写作 1 的比值就是一样长。 */
const asLong = (lane: string, ratio: string): string => {
  const own = lane === '' ? '' : ` ${lane} `;
  if (ratio === '1') return own === '' ? '也一样长' : `与${own}一样长`;
  return own === '' ? `是 ${ratio} 倍` : `是${own}的 ${ratio} 倍`;
};

export const latency: typeof english = {
  parts: {
    senderPrefill: '发送者读提示',
    generation: '发送者生成',
    adapter: '适配器',
    actorPrefill: '行动者读入',
  },
  time: {
    title: '通信时间花在哪里',
    subtitle: (backend) =>
      backend === ''
        ? '从发送者的提示到行动者的第一个 logits，实际时间（毫秒）'
        : `在 ${backend} 上，从发送者的提示到行动者的第一个 logits，实际时间（毫秒）`,
    sentence: (lane, total, part, share) =>
      `${lane}：${total} 毫秒，其中 ${share}% 用于“${part}”。`,
    label: (lane, total) => `${lane} ${total} 毫秒`,
    waiting: '消息写好后才会测量：请按“运行”或“单步”。',
    person: (names) => `${names}：由人来玩，没有通信。`,
    shared: (names) =>
      `${names} 共用同一段思维链：发送者只读了一次提示、只生成了一次，这两项时间在各条中相同，并都计入。`,
    once: '只在本机运行了一次：每次的时间会有差别，WebAssembly 上的第一次运行较慢。',
    columns: { lane: '泳道', total: '总计' },
  },
  ratio: {
    title: '与全长潜在消息相比',
    subtitle: (lane) =>
      lane === ''
        ? '同一次运行中全长潜在消息的时间除以该泳道的时间'
        : `同一次运行中全长消息 ${lane} 的时间除以该泳道的时间`,
    generation: '仅生成',
    endToEnd: '全程',
    sentence: (lane, generation, endToEnd) =>
      `全长消息的生成时间${asLong(lane, generation)}，全程${asLong('', endToEnd)}。`,
    noFull: '没有发送全长潜在消息的泳道，因而无从比较：请把一条潜在泳道设为“全长”。',
    noOther: '只发送了全长消息：再加一条发送其他消息的泳道即可比较。',
    waiting: '消息写好后才会比较。',
    paper: (k) => `论文 K = ${k}`,
    paperKinds: { untrained: '未训练', trained: '训练过' },
    paperNote: (figures) =>
      `仅有轮廓的是论文的数字（${figures.model}）：全长 ${figures.full} 秒；K = 8 未训练 ${figures.untrained} 秒（${figures.untrainedRatio} 倍）；K = 8 训练过 ${figures.trained} 秒（${figures.trainedRatio} 倍）。模型和机器都不同，计划也更长。`,
    label: (lane, ratio) => `${lane} ${ratio} 倍`,
    columns: { lane: '泳道', generation: '仅生成', endToEnd: '全程' },
  },
};
