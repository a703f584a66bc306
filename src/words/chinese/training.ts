import type { training as english } from '../english/training';
import { rail } from './rail';

const VIEWS: Readonly<Record<string, string>> = rail.views;

/** `“不确定”视角` */
const ofView = (view: string): string => `“${VIEWS[view] ?? view}”视角`;

export const training: typeof english = {
  question: '行动者是怎样学会使用消息的？',
  lead: '共五个阶段，每个阶段都建立在前面的阶段之上。每个阶段下方用录制的数据说明它做到了什么；没有保存数据的地方会如实说明。',
  stages: {
    base: '会查找的基础模型',
    sender: '发送者：把所知写成文字',
    actor_text: '行动者：先读文字',
    actor: '行动者：再读隐藏状态',
    sender_compressed: '压缩的发送者：用 K 步代替全部',
  },
  what: {
    base: '一个小语言模型学习在上下文中查找信息。发送者与行动者都从它开始。',
    sender: '它学习根据所知写出思维链（CoT）。它的隐藏状态将成为消息。',
    actor_text: '行动者从基础模型出发，学习在有发送者的文字或没有消息时玩游戏。',
    actor:
      '行动者与适配器学习读取隐藏状态；发送者冻结。L_sep 要求本局的消息与另一局的消息使下一个词元的分布彼此分开，L_align 要求隐藏状态与文字导向相同的词元。',
    sender_compressed: '发送者的一个副本学习用 K 个潜在步说出消息；行动者冻结。',
  },
  tokens: (tokens) => `${tokens} 个词元`,
  tokensAwaited: '词元数：加载模型后可知',
  later: (tokens) => `所发布的权重还经过后续阶段的训练（${tokens} 个词元），这些曲线没有包括。`,
  found: {
    base: '录制的曲线中没有这一阶段；在有行动者之前也无法测量成功率。',
    sender: (view, length, probabilities) =>
      `训练后测得，${ofView(view)}：平均 ${length} 个词元；在思维链选定地点处，平均概率为 ${probabilities}。`,
    report: (word, percent) => `${word} 为 ${percent}%`,
    actor_text: (text, none, latent, games, view) =>
      `下一阶段开始时，${games} 局中有文字时赢 ${text} 局，没有消息时赢 ${none} 局，读它从未见过的隐藏状态时赢 ${latent} 局（${ofView(view)}）。`,
    use: (view, tokens, step, won, none, games) =>
      `从 ${tokens} 个词元（第 ${step} 步）起，行动者使用了消息（${ofView(view)}）：${games} 局中有隐藏状态时赢 ${won} 局，没有消息时赢 ${none} 局，此后其 95% 区间一直在上方。`,
    noUse: (view) => `在${ofView(view)}下，隐藏状态的 95% 区间没有稳定地高于没有消息时的成功率。`,
    gain: (view, message, tokens, step, won, start, games) =>
      `从 ${tokens} 个词元（第 ${step} 步）起，${message}开始传递信息（${ofView(view)}）：${games} 局中赢 ${won} 局，本阶段之前为 ${start} 局，此后其 95% 区间一直在其上方。`,
    noGain: (view, message) =>
      `在${ofView(view)}下，${message}的 95% 区间没有稳定地高于本阶段之前的成功率。`,
    none: '没有录制：这些曲线中没有这一阶段。',
  },
  moment: '开始使用消息',
  momentK: (message) => `${message}起作用`,
  messages: {
    none: '无消息',
    text: '思维链文字',
    latent: '完整潜在消息',
    'cross-task': '另一任务的潜在消息',
    trained: (k) => `经训练 K = ${k}`,
  },
  success: {
    title: (view) => `训练过程中的成功率，${ofView(view)}`,
    end: (won, games) => `最终在 ${games} 局中赢得的局数：${won}。`,
    won: (message, won) => `${message}：${won} 局`,
    subtitle: (games, steps) =>
      `${games} 局开发集游戏中 ${steps} 步以内获胜的百分比，横轴为训练的词元数（平方根刻度）；色带：威尔逊 95%`,
  },
  separation: {
    title: '分离度',
    subtitle:
      '本局消息与另一局消息之下，下一个词元分布之间的 JS 散度，单位奈特（最大 ln 2 = 0.693），横轴为训练的词元数（平方根刻度）',
    names: { js: '所有词元', js_entities: '物名处' },
    sentence: (tokens, first, last) =>
      `在物名处，散度从 ${first} 变为 ${last} 奈特；最后一次记录在 ${tokens} 个词元处。`,
  },
  losses: {
    title: '损失',
    subtitle: (tokens) =>
      `按批次种类，每个词元的奈特数，横轴为训练的词元数（平方根刻度，至 ${tokens}）`,
    names: {
      full: '完整潜在消息',
      subset: '部分潜在消息',
      mixed: '潜在加文字',
      text: '思维链文字',
      none: '无消息',
      align: '对齐',
      kl: '与完整的 KL 散度',
      direction: '方向',
      second_choice: '第二地点',
    },
    k: (k) => `K = ${k} 步`,
    sentence: (name, first, last) => `“${name}”的损失从每个词元 ${first} 奈特变为 ${last} 奈特。`,
  },
  columns: {
    step: '步',
    tokens: '词元数',
    training: '训练方式',
    seed: '随机种子',
    minutes: '分钟',
  },
  endsAt: (name, value) => `${name} 最终为 ${value}`,
  source: {
    recorded: '录制',
    noDate: '文件未记日期',
    noModels: '文件未记模型哈希',
    games: (games) => `每个快照 ${games} 局开发集游戏`,
    log: (lines) => `日志 ${lines} 行`,
    ablations: (runs, tokens, games) =>
      `${runs} 次训练，每次 ${tokens} 个词元 · 每个视角 ${games} 局开发集游戏 · models/runs/ablations.sh、models/collect_ablations.py`,
    start: (files) => `起点：${files}`,
    otherStart: '它们的起点是比这里所载更早一版的检查点：只可彼此比较。',
  },
  ablations: {
    title: '去掉一个部分',
    subtitle: (measure) =>
      `${measure}；每个点是一个随机种子，短线为均值，色带为什么都不去掉时最低到最高的种子`,
    share: (view, message) => `${ofView(view)}：${message}，开发集游戏获胜的百分比`,
    logged: {
      js: 'JS 分离度，奈特',
      js_entities: '物名处的 JS 分离度，奈特',
      kl: '与完整消息的 KL，奈特',
    },
    measure: '度量',
    baseline: '什么都不去掉',
    variants: {
      'no-separation': '去掉 L_sep',
      'no-alignment': '去掉 L_align',
      'no-curriculum': '去掉课程学习',
      'no-adapter': '去掉适配器',
      'no-task': '去掉 L_task',
      'no-kl': '去掉 KL',
      'no-direction': '去掉方向损失',
      'no-telegram': '去掉电报损失',
    },
    outcomes: {
      overlap: (variant, values, baseline) =>
        `${variant}：${values}；基线 ${baseline}：范围重叠，未显示出差异。`,
      below: (variant, values, baseline, points) =>
        `${variant}：${values}；基线 ${baseline}：每个种子都更低，平均低 ${points}。`,
      above: (variant, values, baseline, points) =>
        `${variant}：${values}；基线 ${baseline}：每个种子都更高，平均高 ${points}。`,
    },
    points: (value) => `${value} 个百分点`,
    nats: (value) => `${value} 奈特`,
    missing: (variant) => `${variant}：没有录制这一度量。`,
    alone: '基线没有带这一度量的训练：无从比较。',
    few: (seeds) => `每种方式的种子数：${seeds}。这只显示范围，不是检验：不作显著性结论。`,
    none: '没有录制：还没有对这一阶段做消融。',
  },
  file: {
    reading: (file) => `正在读取 ${file} …`,
    absent: (file) => `没有录制：这些模型旁边没有 ${file}。`,
    again: '重新读取',
  },
};
