import type { breadth as english } from '../english/breadth';

export const breadth: typeof english = {
  question: '一个潜在步还保留着多少种可能的词？',
  lead: '每一步都经由写出它的模型的 LM 头读出，温度为 1。色带是最可能的六个词的累计份额，按前十个词重新归一化。有效假设数是整个分布的熵的指数（eᴴ）：某个词完全确定时为 1。',
  full: '完整消息',
  trained: (k) => `经训练 K = ${k}`,
  untrained: (k) => `未训练 K = ${k}`,
  inText: {
    full: '完整消息',
    trained: (k) => `经训练的 K = ${k}`,
    untrained: (k) => `未训练的 K = ${k}`,
  },
  perturbed: (message, perturbation) => `${message}（加扰：${perturbation}）`,
  perturbations: {
    none: '未加干扰',
    whiteNoise: (strength) => `白噪声 ${strength}`,
    covNoise: (strength, scope) => `协方差噪声 CovNoise ${strength}（${scope}）`,
    covGaussZero: (scope) => `CovGauss，不含均值（${scope}）`,
    covGaussMean: (scope) => `CovGauss，含均值（${scope}）`,
    rotation: (scope) => `随机旋转 RandomRot（${scope}）`,
    scopes: { message: '该消息自身的统计', corpus: '大量消息的统计' },
  },
  steps: {
    numbered: (step) => `第 ${step} 步`,
    name: '首个名称',
    'commitment-1': '地点 − 1',
    commitment: '地点处',
    'commitment+1': '地点 + 1',
  },
  stepsNote:
    '首个名称：第一个物体或地点即将被说出时的状态。地点处：思维链选定的地点即将被说出时的状态；地点 − 1 与地点 + 1 为其前后相邻的状态。',
  recorded: {
    title: '在许多任务上',
    subtitle: (tasks, view, split) =>
      `最可能的词的累计份额（0 到 1），按 ${tasks} 个任务的百分位；“${view}”视角，${split}的场景；圆点是首位份额的 P50，eᴴ 取中位数；右侧的括线是论文的中位数`,
    view: '发送者的视角',
    first: '消息',
    second: '对照',
    nothing: '无',
    disturbed: '干扰',
    key: '色带自下而上：最可能的一个词、两个词……六个词',
    top: (rank) => `前 ${rank} 个`,
    paper: '论文',
    aligned: '思维链说出名称之处',
    plot: (step, message, share, open) =>
      `${message}，${step}：首位份额中位数 ${share}，有效假设数 ${open}`,
    undisturbedOnly: '这种消息只录制了这一种。',
    half: (step, message, share) => `半数任务中，${message}的${step}的首位份额不超过 ${share}。`,
    step: (step) => `第 ${step} 步`,
    medians: (steps, shares) => `第 ${steps} 步的中位数：${shares}。`,
    certain: (steps) =>
      `在第 ${steps} 步，半数任务给某一个词的份额超过 0.99：这些步没有保留其他可能。`,
    commitment: (share, open) =>
      `在即将说出所选定的地点时，半数任务给最可能的词的份额不超过 ${share}；此处 eᴴ 为 ${open}。`,
    broader: (first, second, count, of) =>
      `在 ${of} 步中的 ${count} 步，${first}比${second}更宽（首位份额的中位数更小）。`,
    paperShows: '这与论文的次序一致：经训练的步更宽。',
    paperNot: '这不是论文的次序：论文中经训练的步更宽。',
    paperFigures: (low, high, untrained) =>
      `论文中首位份额的中位数（模型与任务不同）：经训练 ${low} 到 ${high}，未训练约 ${untrained}。`,
    crossTask:
      '另一任务的消息（CrossTask）不在此列：它只是在任务之间调换消息，对全部任务而言色带不变。单次运行的情形见下。',
    sources: (tier, date, models) =>
      `录制 · ${tier === '' ? '' : `模型 ${tier} · `}${date} · ${models}`,
    columns: {
      message: '消息',
      step: '步',
      percentile: '百分位',
      top: (rank) => `前 ${rank} 个`,
    },
    none: '没有录制：这张模型卡没有信息广度数据。用 models/measure_breadth.py 测量。',
    same: '本页的这次运行由此处所测的模型写出。',
    other: (run, measured) =>
      `本页的这次运行由${run === '' ? '其他模型' : `模型 ${run}`} 写出；这些色带测自${
        measured === '' ? '另外的模型（sha256 不同）' : `模型 ${measured}`
      }。`,
  },
  run: {
    title: '这次运行的消息',
    lane: '泳道',
    subtitle: '沿消息自身的各步：有效假设数（eᴴ，对数刻度），以及最可能的词的累计份额（0 到 1）',
    kinds: { live: '实时', recorded: '录制' },
    sent: '实际发送',
    written: '改动之前，原本写出',
    hypotheses: 'eᴴ 假设数',
    shares: '份额',
    axis: '潜在步',
    marks: '实心圆点与三角：说出物体或地点名称的步。',
    commitments: '标出文字的步：文字在此定下一个地点。',
    plot: (name, steps, median) => `${name}：${steps} 步，有效假设数的中位数 ${median}`,
    point: (step, word, share, nats, open) =>
      `第 ${step} 步，${word}：首位份额 ${share}，熵 ${nats} 奈特，eᴴ ${open}`,
    openCommitted: (step, place, open, median) =>
      `在第 ${step} 步，文字定下“${place}”：这个名称之前的状态保留 ${open} 个假设。全部步的中位数为 ${median}。`,
    openNamed: (step, word, open, names, median) =>
      `在说出名称的 ${names} 步中，第 ${step} 步（“${word}”之前）保留的可能最多：${open} 个假设。全部步的中位数为 ${median}。`,
    openStep: (step, word, open, median) =>
      `第 ${step} 步保留的可能最多：${open} 个假设，“${word}”最可能。全部步的中位数为 ${median}。`,
    change: (sent, written) => `有效假设数的中位数：实际发送 ${sent}，原本写出 ${written}。`,
    wordless: '这次运行没有泳道发送隐藏状态：没有可经由 LM 头读出的内容。',
    awaited: '消息写出后测量：按“运行”或“单步”。',
    unmade: '这条泳道在做出消息之前出错：它的卡片上写着怎么办。',
    unread: '这次运行没有保存隐藏状态的 logit lens 读数。在此处运行时会生成。',
    columns: {
      message: '消息',
      step: '步',
      word: '说出',
      likeliest: '最可能',
      top: (rank) => `前 ${rank} 个`,
      entropy: '熵（奈特）',
      open: '假设数',
    },
  },
};
