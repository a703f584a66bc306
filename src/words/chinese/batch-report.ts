import type { batchReport as english } from '../english/batch-report';

export const batchReport: typeof english = {
  conditions: {
    none: '无消息',
    text: 'CoT 文本',
    latent: '潜在，完整',
    human: '由人来玩',
    trained: (k) => `训练压缩 K = ${k}`,
    untrained: (k) => `未训练压缩 K = ${k}`,
    kept: (k) => `均匀保留 ${k} 步`,
    truncated: (percent) => `前 ${percent}%`,
    kinds: {
      'cross-task': 'CrossTask',
      'same-type': '同类任务、另一局',
      'white-noise': 'WhiteNoise',
      'cov-noise': 'CovNoise',
      'cov-gauss-zero': 'CovGauss（零均值）',
      'cov-gauss-mean': 'CovGauss（原均值）',
      'random-rotation': 'RandomRot',
    },
    strength: (strength) => `${strength}×`,
    scopes: { corpus: '语料统计量', message: '自身统计量' },
    seed: (seed) => `种子 ${seed}`,
    steps: (count) => `仅 ${count} 步`,
    edits: (count) => `${count} 处改动`,
    of: (what, base) => `${what}，${base}`,
    join: '，',
    paper: { 'cot-full': 'CoT（完整），仅论文', 'no-cot': 'No-CoT，仅论文' },
  },
  views: { scout: '侦察', uncertain: '不确定', planner: '规划', hedging: '罗列' },
  splits: { train: '训练', dev: '开发', seen: '见过', unseen: '未见', files: '导入' },
  tasks: {
    pick_and_place_simple: '取放',
    look_at_obj_in_light: '灯下查看',
    pick_clean_then_place_in_recep: '清洗',
    pick_heat_then_place_in_recep: '加热',
    pick_cool_then_place_in_recep: '冷却',
    pick_two_obj_and_place: '取两件',
    other: '其他',
  },
  rooms: { kitchen: '厨房', livingroom: '客厅', bedroom: '卧室', bathroom: '浴室' },
  ranks: ['真实位置被报告为 likely', '……为 maybe', '……为 perhaps'],
  columns: {
    condition: '消息',
    split: '场景',
    games: '局数',
    success: '成功率 % [95%]',
    steps: '步数',
    stepsOfWins: '获胜局的步数',
    difference: (baseline) => `与“${baseline}”之差，百分点 [95%]`,
    p: 'p（Holm）',
    losesLess: (margin) => `损失小于 ${margin} 个百分点？`,
    positions: '位置数',
    bytes: '字节',
    time: '通信，毫秒（中位数）',
    failed: '出错',
    receptacles: '到过的容器',
    repeated: '重复 %',
    inadmissible: '无效 %',
    second: '第二处是另一候选 %',
    nearTies: '几乎相等的选择',
    paper: (pair) => `论文：${pair}，%`,
    paperSeconds: (pair) => `论文：${pair}，秒`,
    latentStep: (step) => `第 ${step} 步`,
  },
  losesLess: { shown: '是', 'not-shown': '未能表明', worse: '否：更多', 'too-few': '局数太少' },
  tables: {
    channels: (view) => `通道与干扰，${view}视角`,
    compression: (view) => `压缩，${view}视角`,
    exploration: (view) => `探索，${view}视角`,
    tasks: (view) => `按任务类型，${view}视角`,
    rooms: (view) => `按房间，${view}视角`,
    ranks: (view) => `按真实位置的可靠程度，${view}视角`,
    like: { channels: '对应论文表 1', compression: '对应论文表 3' },
    subtitle: (budget) =>
      `${budget} 步内获胜的百分比及 Wilson 95% 区间；步数：所有局的平均，未获胜的计 ${budget} 步`,
    groupSubtitle: (budget) => `${budget} 步内获胜的百分比及 Wilson 95% 区间；其后括号内为局数`,
    explorationSubtitle: '未出错各局的平均；比例以发出的命令计',
    breadth: (view) => `信息广度，${view}视角`,
    breadthSubtitle:
      '最可能的词在前十个词中所占份额，各局的中位数 [四分位数]；其后为有效假设数（e 的熵次方）的中位数',
  },
  notes: {
    complete: '计划的各局已全部玩完。',
    provisional: (played, planned) =>
      `暂时结果：计划的 ${planned} 局中已玩 ${played} 局。区间与检验的前提是：何时停止并非看着结果决定。`,
    failed: (count) => `${count} 局因错误中断，计为未获胜。`,
    planner:
      '规划视角就是论文的实验。论文的数字（“论文”各列）来自其他模型、ALFWorld 原有的游戏和更长的计划：可与我们的并列，但不是同一个测量。',
    knowing: (view) =>
      `在${view}视角下，发送者知道的比行动者多，这不是论文的实验：这里不并列论文的数字。`,
    paired: (baseline) =>
      `差值按两者都玩过的同一些局配对，以“${baseline}”为基准：Newcombe 95% 区间，McNemar 精确检验，在本表内作 Holm 校正。`,
    nonInferiority: (margin, fewest) =>
      `“损失小于 ${margin} 个百分点”：整个配对区间高于 −${margin} 个百分点为“是”；低于它且校正后的检验也表明有差别为“否”；满 ${fewest} 局才作判断。区间针对单个比较，未在表内校正。`,
    shared: (count) => `时间是在同时进行 ${count} 局时测得的：它们共用处理器，比单独运行时长。`,
    breadth:
      '取实际发送的内容（无论是否受干扰）的前六个潜在步，经写出它的模型的 LM head 读出。出错的局和在消息之前上下文就用尽的局不计入。',
  },
  findings: {
    above: (split, baseline, names) => `${split}：优于“${baseline}”的有：${names}。`,
    below: (split, baseline, names) => `${split}：差于“${baseline}”的有：${names}。`,
    none: (split, baseline, names) =>
      `${split}：以下各项未能表明与“${baseline}”有差别：${names}；这不等于没有差别。`,
    item: (name, points, low, high) => `${name}（${points} 个百分点 [${low}, ${high}]）`,
    nothing: '还不能表明什么：还没有两种条件都玩过的局。',
    noBaseline: '没有基准，不作比较。',
    join: '、',
  },
  methods: {
    title: '方法',
    games: (count, splits, tasks, first) =>
      `我们在 Interlat Lab 的 ALFWorld 中，对 ${splits} 各玩 ${count} 局（${tasks}；种子从 ${first} 起）`,
    gamesOfFiles: (count) => `我们玩了 ${count} 局导入的 ALFWorld 游戏`,
    allTasks: '全部六种任务',
    sameGames: (conditions, budget) =>
      `，${conditions} 种条件都玩同样的局，每局最多 ${budget} 步。`,
    views: (views) => `发送者得到的是${views}视角的信息。`,
    greedy: '发送者与行动者都用贪心解码，行动者自由书写。',
    sampled: (temperature, topP, seed) =>
      `发送者的文字是采样的（温度 ${temperature}，top-p ${topP}，种子 ${seed}）；行动者用贪心解码，自由书写。`,
    messages: '同一局、同一视角只生成一条消息，供所有发送它的条件使用，无论完整、缩短还是受干扰。',
    perturbed: (seeds) => `干扰使用的种子为 ${seeds}。`,
    breadth: '信息广度取自实际发送内容的前六个潜在步，经写出它的模型的 LM head 在温度 1 下读出。',
    statistics:
      '成功率附 Wilson 95% 区间；差值按同样的局配对，用 Newcombe 区间（1998，方法 10）和 McNemar 精确检验，在每张表内作 Holm 校正。出错或上下文用尽的局计为未获胜。',
    models: (tier, hashes) => `模型：${tier}（sha256 ${hashes}）`,
    backend: (backend, versions, concurrency) =>
      `；后端 ${backend}；${versions}；同时进行 ${concurrency} 局。`,
    dates: (first, last) => `从 ${first} 玩到 ${last}。`,
    partial: (played, planned) =>
      `目前计划的 ${planned} 局中已玩 ${played} 局；所有数字都是暂时的。`,
    link: (address) => `设置：${address}`,
    and: '、',
  },
};
