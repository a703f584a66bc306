import type { models as english } from '../english/models';

export const models: typeof english = {
  question: '测得这些模型能做到什么？',
  title: '成功率',
  empty: '还没有玩过任何一局。',
  recordedOn: (dates, backend) => `录制于 ${dates}，${backend}，20 步以内，贪心解码。`,
  view: '图中发送者的视角',
  caveats: {
    uncertain:
      '这里的发送者比行动者知道得多：这些行不是论文的实验。可以说出每一处的文字与之接近：见“罗列”。',
    scout: '这里的发送者比行动者知道得多（每样物品在哪里）：这些行不是论文的实验。',
    planner: '这就是论文的实验：发送者知道的不比行动者多。',
    hedging:
      '这里的发送者比行动者知道得多：这些行不是论文的实验。它们显示：要求文字说出每一处时，文字能传达什么。',
  },
  together: (sentences) => sentences.join(''),
  splits: { unseen: '未见过', seen: '见过', dev: '开发集', train: '训练集' },

  source: {
    recorded: '录制',
    roles: {
      sender: '发送者',
      'sender-compressed': '压缩的发送者',
      actor: '行动者',
      adapter: '适配器',
    },
    games: (games) => `每行 ${games} 局`,
    gamesFromTo: (fewest, most) => `每行 ${fewest} 到 ${most} 局`,
    command: '命令行',
    commands: (count) => `${count} 条命令行`,
    notLoaded: '本页的模型文件加载后，会与之比较。',
    same: (files) => `所测的正是本页加载的文件：全部 ${files} 个哈希（sha256）相同。`,
    other: '这些数值来自另外的模型文件',
    differ: (count, all, files) =>
      `，不是本页加载的：${all} 个哈希（sha256）中有 ${count} 个不同（${files.join('、')}）。`,
  },

  success: {
    titles: {
      kinds: '各种消息的成功率',
      lengths: '缩短的消息',
      others: '另一局的消息',
      perturbed: '受到干扰的消息',
      swaps: '替换选定地点的状态',
    },
    subtitle: (marks) => `20 步以内获胜的百分比，威尔逊 95% 区间；${marks.join('，')}`,
    marks: {
      unseen: '实心：未见过的场景',
      seen: '空心：见过的场景',
      dev: '空心：开发集场景',
      disturbed: '菱形：不是这一局自己的消息',
    },
    reference: (percent) => `无消息 ${percent}`,
  },

  sizes: {
    title: '两种规模的模型',
    choose: '图表所属',
    subtitle: (larger, smaller) =>
      `20 步内获胜的比例（%），Wilson 95% 区间；实心：${larger}，空心：${smaller}`,
    widest: (message, smaller, smallerRate, larger, largerRate) =>
      `相差最大：${message}，${smaller} ${smallerRate}%，${larger} ${largerRate}%；两个区间不相交。`,
    none: '同一种消息的两个区间都相交。',
  },

  sides: {
    latent: '潜在消息',
    trained: '八个训练过的向量',
    full: '完整消息',
    cross: '另一任务的潜在消息',
    none: '无消息',
    commitment: '替换了选定地点的状态的潜在消息',
    rest: '替换了其余所有状态的潜在消息',
    untouched: '未改动的潜在消息',
    words: {
      uncertain: '选定一处的文字',
      scout: '文字',
      planner: '文字',
      hedging: '说出每一处的文字',
    },
  },

  sentences: {
    points: (points, interval, games) =>
      `在同样的 ${games} 局上相差 ${points} 个百分点 ${interval}`,
    unclear: (points) => `${points}；区间包含没有差别的情形。`,
    clear: (points, p) => `${points}（麦克尼马尔，Holm：p ${p}）。`,
    against: (first, second, end) => `${first}对比${second}：${end}`,
    won: (first, firstRate, second, secondRate, end) =>
      `${first}赢 ${firstRate}%，${second}赢 ${secondRate}%：${end}`,
    rank: (rank, latent, text) => `${rank} 时 ${latent}% 对 ${text}%`,
    ranks: (ranks) => `完整的潜在消息对文字，按真实报告的可靠程度：${ranks.join('，')}。`,
    rate: (name, percent) => `${name}（${percent}%）`,
    tied: (names, percent) =>
      names.length > 3
        ? `${names[0]} 等 ${names.length} 项并列，${percent}%`
        : `${names.join('、')} 并列，${percent}%`,
    range: (best, worst) => `最高：${best}；最低：${worst}。`,
    rangeBeside: (best, worst, none) => `最高：${best}；最低：${worst}。无消息：${none}%。`,
  },

  spoken: {
    row: (name, values) => `${name}：${values.join('，')}`,
    value: (value, unit, of) => `${of} ${value} ${unit}`,
    rows: (rows) => rows.join('；'),
    titled: (title, rows) => `${title}：${rows}`,
    points: '个百分点',
  },

  row: {
    positions: (count) => `${count} 个位置`,
    steps: (count) => `${count} 步`,
    provisional: '暂定',
    details: (parts) => parts.join('，'),
  },
  columns: {
    message: '消息',
    meaning: '说明（英文）',
    scenes: '场景',
    games: '局数',
    success20: '20 步内 % [95%]',
    steps20: '步数，上限 20',
    success50: '50 步内 % [95%]',
    steps50: '步数，上限 50',
    stepsOfWins: '获胜所用步数',
    positions: '位置数',
    second: '再去另一候选处 %',
    inadmissible: '不可行命令 %',
    contextFull: '上下文已满',
    nearTies: '近乎相等',
    leftOut: '略去',
    complete: '完整',
  },
  complete: '是',
  incomplete: '否：暂定',

  differences: {
    title: '同样游戏上的差别',
    subtitle: (split) =>
      `20 步以内成功率之差（百分点），前者减后者，${split}的场景；纽科姆配对 95% 区间`,
    sentence: (clear, all) =>
      `这 ${all} 个差别中有 ${clear} 个在 5% 水平上成立（麦克尼马尔精确检验，在同族内按 Holm 校正）。`,
    ofView: (name, view) => `${name}（“${view}”视角）`,
    minus: (name) => `减去 ${name}`,
    none: '没有差别',
    plot: '差别',
    empty: '没有检验过这些场景的差别。',
    columns: {
      first: '前者',
      second: '后者',
      family: '检验族',
      firstOnly: '仅前者获胜',
      secondOnly: '仅后者获胜',
      points: '百分点',
      interval: '95%（纽科姆）',
      p: 'p（麦克尼马尔）',
      holm: 'p（Holm 校正）',
    },
  },

  ranks: {
    title: '按真实报告的可靠程度',
    subtitle: (split) =>
      `20 步以内获胜的百分比，${split}的场景；有两个目标时，按较不可靠的那条报告计`,
    heading: (rank, games) => `真实的报告是“${rank}”（${games} 局）`,
    games: (rank) => `${rank}，局数`,
    rate: (rank) => `${rank}，% [95% 区间]`,
  },

  tasks: {
    title: '按任务类型',
    subtitle: (split) => `20 步以内获胜的百分比 [威尔逊 95%]，${split}的场景`,
    columns: {
      look_at_obj_in_light: '灯下查看 %',
      pick_and_place_simple: '拿取放置 %',
      pick_two_obj_and_place: '放置两件 %',
      pick_clean_then_place_in_recep: '清洗 %',
      pick_heat_then_place_in_recep: '加热 %',
      pick_cool_then_place_in_recep: '冷却 %',
    },
  },

  calibration: {
    title: '发送者有多不确定',
    subtitle: '思维链选定地点时，各个被报告的地点的平均概率，按其可靠性用词；熵的单位为奈特',
    sentence: (means, truths, split, targets) =>
      `选定地点时，发送者给各处的概率为 ${means.join('，')}；它们为真的比例依次为 ${truths.join('，')}（${split}的场景，${targets} 个目标）。`,
    entropies: (entropies) => `${entropies.join('；')}。`,
    entropy: (split, mean, median, share) =>
      `${split}：熵 ${mean} 奈特（中位数 ${median}），最大份额 ${share}%`,
    columns: {
      report: '报告用词',
      probability: '平均概率 %',
      committed: '选定 %',
      true: '为真 %',
    },
  },

  thoughts: {
    title: '发送者写了什么',
    subtitle: '各局的平均值；熵的单位为每选一个词元的奈特数',
    columns: {
      tokens: '词元数',
      words: '词数',
      entropy: '熵',
      truth: '说出真实地点 %',
      every: '说出每一处 %',
    },
  },

  breadth: {
    title: '一个潜在步保留了多少可能',
    subtitle:
      '每一步都用写出它的模型的 LM 头读出，温度 1：前十个中的最大份额、熵（奈特）、有效假设数（e 的熵次方）；各局的中位数 [四分位数]',
    columns: {
      step: '步',
      share: '最大份额，中位数',
      entropy: '熵，中位数',
      hypotheses: '假设数',
    },
    steps: {
      name: '说出名称处',
      'commitment-1': '选定地点之前',
      commitment: '选定地点处',
      'commitment+1': '选定地点之后',
    },
  },

  paper: {
    title: '与论文对照',
    subtitle: '20 步以内获胜的百分比；论文的数值属于论文：模型不同，计划也比这里的长',
    source: '论文：arXiv 2511.09149，表 1 和表 3，照录。',
    here: '此处 [95%]',
    theirs: (model) => `论文的 ${model}`,
  },
  precision: {
    title: '量化的代价',
    subtitle: '20 步以内获胜的百分比：所发布的 8 位文件与同样模型的 float32 对比，同样的游戏',
    columns: {
      shipped: '8 位 [95%]',
      full: 'float32（未量化）[95%]',
      points: '百分点',
      p: 'p 值',
    },
  },
  page: {
    title: '本页与评测对照',
    subtitle: '同样的游戏由本页自己的代码在 WebAssembly 上玩：在同一步获胜，或双方都失败',
    columns: {
      equal: '完全相同',
      sameOutcome: '结果相同',
      page: '本页',
      evaluation: '评测',
    },
  },
};
