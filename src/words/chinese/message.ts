import type { message as english } from '../english/message';

export const message: typeof english = {
  together: (sentences) => sentences.join(''),
  lane: '潜在消息所属泳道',
  vectors: (figure) => `${figure} 个向量`,
  tokens: (figure) => `${figure} 个词元`,
  step: (step, token) => (token === '' ? `第 ${step} 步` : `第 ${step} 步“${token}”`),
  columns: {
    lane: '泳道',
    step: '步',
    token: '思维链词元',
    norm: '范数',
    entropy: '熵（奈特）',
    hypotheses: '有效假设数',
    top: '最可能的词元',
    rank: '名次',
    probability: '概率',
  },
  person: (names) => `${names}：由人来玩，不发送消息。`,
  unmade: (names) => `${names}：消息传到行动者之前就出错了。`,

  thought: {
    title: '发送者写了什么',
    subtitle: '思维链（CoT）',
    measured: (tokens, words) => `思维链（CoT）：${tokens} 个词元，${words} 个词`,
    wordless: '本次运行中没有泳道要求发送者写文字。',
    waiting: '游戏开始后发送者才会写：请按“运行”或“单步”。',
    tokens: (lane) => `思维链的词元及其在 ${lane} 中的潜在步`,
    aligned: (lane, kept, all) =>
      kept === all
        ? `每个词元在 ${lane} 的消息中都有对应的隐藏状态。选中一个，下方对应的行会被标出。`
        : `${all} 个词元中有 ${kept} 个在 ${lane} 的消息中有对应的隐藏状态（带下划线）。选中一个，下方对应的行会被标出。`,
    ofOther: (lane) => `${lane} 的潜在向量不是由这些文字产生的：没有哪一行对应某个词元。`,
    unaligned: (lane) => `此记录没有说明 ${lane} 的每一行产生了哪个词元。`,
    noLatents: '本次运行只有文字，没有潜在消息。',
    untold: '记录中没有文本的词元与相邻的词元画在一起。',
  },

  heat: {
    title: '潜在消息',
    subtitle: (steps, dim) => `${steps} 步（行）× ${dim} 维（列）；右侧条形：每行的范数`,
    sent: '发送时',
    written: '写出时（编辑与干扰之前）',
    waiting: '消息写好后才会画出潜在向量。',
    none: '本次运行没有发送潜在向量的泳道。',
    missing: '此记录不含隐藏状态：链接不携带它们。在本机运行后即可画出。',
    scale: (limit) => `颜色：数值，从 −${limit} 经 0 到 ${limit}`,
    guess: '≈：logit lens 中最可能的词元，因为该行不是由词元产生的。',
    beyond: '超出范围的值取端点的颜色。',
    zoomIn: '放大',
    zoomOut: '缩小',
    zoomFit: '适合宽度',
    zoomLeast: '已显示整条消息：不能再缩小。',
    zoomMost: '已放到最大。',
    zoom: (times) => `${times}×`,
    help: '图上按键：上下选择步，左右选择维度，+ 和 − 缩放，0 复原。Ctrl 加滚轮也可缩放。',
    label: (lane) => `${lane} 的潜在消息：当前所看的步`,
    norm: (step, norm) => `${step}：范数 ${norm}`,
    cell: (step, dimension, value) => `${step}，第 ${dimension} 维：${value}`,
    sentence: (figures) =>
      figures.steps === '1'
        ? `只有一行，范数为 ${figures.most}，均方根为 ${figures.values}。`
        : `范数从 ${figures.least}（第 ${figures.leastStep} 步）到 ${figures.most}（第 ${figures.mostStep} 步）；全部数值的均方根为 ${figures.values}。`,
    without: (step, token, nats) => `去掉所选的第 ${step} 步（${token}），它移动 ${nats} 奈特。`,
    changed: (sent, written, share) =>
      sent === written
        ? `发送的内容与写出的内容之差为其长度的 ${share}（差的平方和的平方根）。`
        : `写出 ${written} 行，发送 ${sent} 行。`,
  },

  lens: {
    title: (step) => `${step}说了什么`,
    subtitle: 'logit lens：把该步送入写出它的模型的输出层；最可能的十个词元的概率，温度 1',
    sentence: (step, entropy, hypotheses) =>
      `${step}的熵为 ${entropy} 奈特：相当于 ${hypotheses} 个等概率的词元（eᴴ）。`,
    emitted: (token, probability) => `它产生的词元“${token}”的概率为 ${probability}。`,
    emittedBelow: (token) => `它产生的词元“${token}”不在前十个之中。`,
    changed: (entropy, hypotheses) => `写出时：${entropy} 奈特，${hypotheses} 个词元。`,
    lost: '编辑改变了行数，无法判断这一步来自写出时的哪一行。',
    missing: '此记录没有 logit lens：它产生得更早，或仍在计算。',
    untied: '这些模型没有 logit lens：它们的输出层不是嵌入表，模型文件里也没有它的表。',
    none: '没有可读的潜在向量。',
    compared: { column: '消息', written: '写出时', sent: '发送时' },
  },

  overview: {
    title: '所有步',
    subtitle: '每一步最可能的词元及其概率；点选一步',
    list: (lane) => `${lane} 的潜在步`,
    sentence: (steps, open, median) =>
      steps === '1'
        ? `只有一步；其最可能的词元的概率为 ${median}。`
        : `${steps} 步中有 ${open} 步没有任何词元占到一半概率；最可能词元的概率中位数为 ${median}。`,
  },

  map: {
    title: '消息位于何处',
    subtitle: (messages) =>
      `${messages} 个其他游戏与本次运行的潜在向量均值，画在潜在向量变化最大的两个方向上（PCA）`,
    axis: (number, share) => `方向 ${number}，占方差 ${share}%`,
    range: '范围',
    ranges: { games: '其他游戏', messages: '所有消息', rows: '所有行' },
    edge: '边缘的三角形：该消息在此方向的更远处。',
    path: (lane) => `折线按顺序连接 ${lane} 的各行。`,
    sentence: (lane, task) => `在各任务类型的中心里，${lane} 离“${task}”最近。`,
    nearOwn: (share) => `其他游戏的消息中有 ${share}% 离自己类型的中心最近。`,
    explained: (share) => `两个方向占各行方差的 ${share}%。`,
    label: (games, lanes) => `${games} 个其他游戏的消息（按任务类型）与 ${lanes} 的分布图。`,
    waiting: '写出潜在消息后才会画出。',
    loading: '正在加载其他游戏消息的分布图。',
    absent: '此模型套件没有这种发送者视角的消息分布图。',
    failed: (reason) => `无法读取分布图。${reason}`,
    retry: '重试',
    otherModels: '分布图由另一组模型文件产生：位置不可比较。',
    otherWidth: (dim, mapDim) =>
      `本次运行的潜在向量有 ${dim} 维，分布图有 ${mapDim} 维：无法放在一起。`,
    source: (messages, rows, model) => `录制 · ${messages} 条消息，${rows} 行 · 发送者 ${model}`,
    columns: { what: '对象', x: '方向 1', y: '方向 2', games: '游戏数' },
  },

  distances: {
    title: '离其他消息有多远',
    subtitle: (lane) =>
      `从 ${lane} 的潜在向量均值到其他游戏各消息均值的余弦距离（所有维度），按任务类型`,
    axis: '余弦距离',
    key: '细线是另一个游戏的消息，长线是该任务类型的中位数，数值写在右侧。',
    dot: '圆点是本次运行的另一条消息。',
    own: '各类型中，本游戏的类型排在最前，用粗体。',
    pairs: (lane, task, share) =>
      `从其他游戏中各取一条本类型（“${task}”）与一条其他类型的消息，在 ${share}% 的配对中，本类型的那条离 ${lane} 更近；50% 表示没有差别。`,
    other: (lane, distance, same, rest) =>
      `${lane} 的距离为 ${distance}：本类型的消息中有 ${same}% 更近，其他类型的消息中有 ${rest}% 更近。`,
    unknownType: (task, distance) =>
      `文件没有说明其任务属于哪种类型；按中位数，最近的是“${task}”的消息，距离 ${distance}。`,
    absent: '无法测量距离：此模型套件的文件中没有其他游戏消息的均值，或者维数不同。',
    columns: {
      what: '到',
      messages: '消息数',
      least: '最小',
      median: '中位数',
      game: '游戏',
      distance: '余弦距离',
    },
  },

  size: {
    title: '消息的大小',
    positions: { title: '位置数', subtitle: '行动者在第一条命令之前必须读入的位置数' },
    bytes: { title: '字节', subtitle: '传输时的字节数，按所发送的数据类型' },
    capacity: { title: '容量', subtitle: '比特：最多能区分多少，不是说了多少' },
    waiting: '消息写好后才会测量。',
    unmeasured: '还没有测量任何消息。',
    unknownVocabulary: '文字的容量取决于词表大小：加载模型后才知道。',
    nothing: '无',
    short: (one, other, ratio) =>
      `${one}，而不是 ${other}：${ratio === '1' ? '长度几乎相同' : `长度为其 1/${ratio}`}。`,
    long: (one, other, ratio) =>
      `${one}，而不是 ${other}：${ratio === '1' ? '长度几乎相同' : `长度是其 ${ratio} 倍`}。`,
    same: (one, other) => `${one} 与 ${other}：一样长。`,
    alone: (what) => `${what}，各占一个位置。`,
    wire: (one, other) => `${one}，对比 ${other}`,
    vectorBytes: (bytes, bits) => `float${bits} 向量 ${bytes} 字节`,
    tokenBytes: (bytes) => `2 字节词元 ${bytes} 字节`,
    moreBytes: (ratio) => (ratio === '1' ? '字节数几乎相同。' : `字节数是其 ${ratio} 倍。`),
    fewerBytes: (ratio) => (ratio === '1' ? '字节数几乎相同。' : `字节数是其 1/${ratio}。`),
    sameBytes: '字节数相同。',
    room: (figures) =>
      `${figures.vectors} 个向量，各 ${figures.numbers} 个 ${figures.bitsEach} 比特的数：最多容纳 ${figures.bits} 比特。`,
    wordRoom: (tokens, vocabulary, bits) =>
      `${tokens} 个词元，词表大小 ${vocabulary}：最多容纳 ${bits} 比特。`,
    columns: { positions: '位置数', bytes: '发送字节', bits: '最多比特' },
  },

  context: {
    title: '行动者的上下文里有什么',
    subtitle: (step) => `第 ${step} 步之后的位置数：每个词元或向量占一个`,
    parts: {
      intro: '最初的观察',
      message: '消息（<bop> 与 <eop> 之间）',
      commands: '命令',
      answers: '游戏的回答',
    },
    size: (size) => `上限 ${size}`,
    total: (total, share) => (share === '' ? `共 ${total}` : `共 ${total}（${share}%）`),
    least: (total) => `至少 ${total}`,
    label: (lane, total) => `${lane}：${total} 个位置`,
    sentence: (lane, total, size, share) =>
      `在 ${lane} 中，上下文占用 ${size} 个位置中的 ${total} 个；消息占其中的 ${share}%。`,
    sentenceShare: (lane, positions, share) =>
      `在 ${lane} 中，消息占此处计数的 ${positions} 个位置的 ${share}%。`,
    missing:
      '这次运行来自链接或较早的记录，没有最初的观察与游戏回答的词元数：这些部分没有画出，实际上下文比条形更长。在此处运行后会计数。',
    person: (names) => `${names}：由人来玩，没有上下文。`,
    waiting: '消息写好后才会计数。',
    columns: {
      lane: '泳道',
      thought: '思维链词元',
      intro: '最初的观察',
      message: '消息',
      commands: '命令',
      answers: '回答',
      total: '合计',
      size: '上限',
    },
  },
};
