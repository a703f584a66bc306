import type { glossary as english } from '../english/glossary';

export const glossary: typeof english = {
  explain: (term) => `“${term}”是什么？`,
  close: '关闭',
  formula: '公式',
  ofFigure: (title) => `定义：${title}`,
  source: '出处',
  loading: '正在读取定义。',
  failed: '无法读取定义。',
  retry: '再试一次',
  terms: {
    hiddenState: {
      term: '隐藏状态',
      definition:
        '发送者读完目前文字之后所持有的向量，取自最后一层之后。它的下一个词从这个向量中取出；而词只留下向量所允许的多种可能之一。',
      formula: 'h(t) = 发送者(x(1) … x(t))，d 个数组成的向量',
    },
    latentStep: {
      term: '潜在步',
      definition: '潜在消息中的一个向量。在完整消息里，它就是写出思维链中某个词元的那个隐藏状态。',
      formula: 'H = [h(1) … h(T)]，T 行，每行 d 个数',
    },
    adapter: {
      term: '适配器',
      definition:
        '一个小网络，把发送者的向量变成行动者可以像词一样读取的输入：先在消息上做注意力，再做投影。',
      formula: '行动者的输入 = e(<bop>)、Adapter(H)、e(<eop>)，然后是各回合',
    },
    compression: {
      term: 'K（向量数）',
      definition:
        '发送多少个向量。为 K 训练过的发送者不写词：每个向量成为它自己的下一个输入，共 K 次。未训练：同样的循环，但没有这种训练。',
      formula: 'z(1) = 发送者(<lat_bos>)，z(k+1) = 发送者(h2e(z(k)))，k < K',
    },
    thought: {
      term: '思维链（CoT）',
      definition: '发送者在游戏前用词写下的内容：重述任务，权衡东西在哪里，列出步骤。',
      formula: 'x(t+1) ~ softmax(LM head(h(t)))，默认贪心',
    },
    lens: {
      term: 'logit 透镜',
      definition:
        '用写出该向量的模型的 LM head 去读这个向量：它会接着写哪些词，各自的概率是多少。对完整消息的一行来说，这正是该词元被取出时的分布。',
      formula: 'p = softmax(LM head(h))，温度 1，整个词表',
    },
    entropy: {
      term: '熵',
      definition:
        '一个分布有多不确定，单位为奈特。0：某个词是确定的；ln 3 = 1.10：三个词同样可能。',
      formula: 'H(p) = −Σ p ln p（奈特）',
    },
    hypotheses: {
      term: '有效假设数',
      definition:
        '多少个同样可能的词会与这个分布同样不确定：某个词确定时为 1，三个词同样可能时为 3。',
      formula: 'e^H(p)，H 为熵',
    },
    divergence: {
      term: '詹森–香农散度',
      definition:
        '两个分布相距多远，单位为奈特：相同时为 0；当一个所允许的全不被另一个允许时，最大为 ln 2 = 0.693。',
      formula: 'JS(p, q) = ½ KL(p ‖ m) + ½ KL(q ‖ m)，m = ½(p + q)，0 ≤ JS ≤ ln 2',
    },
    wilson: {
      term: '威尔逊 95% 区间',
      definition:
        '在这么多局游戏之下，真实成功率所在的范围：这样得到的区间，100 次中有 95 次包含真值。局数越多，区间越窄。',
      formula: '(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)，z = 1.96',
    },
    nonInferiority: {
      term: '非劣效性',
      definition:
        '只有当同一批游戏上的配对差的整个区间都高于事先选定的界限时，才说较短的消息不比完整消息差。',
      formula: '（K 的成功率 − 完整消息的成功率）的 95% 区间下端 > −界限',
    },
    breadth: {
      term: '信息广度',
      definition:
        '一个潜在步保留了多少种后续：在最可能的十个词里，最可能的那个占多少，前两个、前三个等等又占多少。首位占比小即为宽。',
      formula: 'S(k) = 最大的 k 个 p 之和 / 最大的 10 个 p 之和',
    },
    positions: {
      term: '位置数',
      definition:
        '行动者为读这条消息要占用上下文中的多少个位置：每个词元一个，或每个向量一个。这里说的“短”就是指它。',
      formula: '位置数 = T 个词元、T 个向量或 K 个向量',
    },
    capacity: {
      term: '容量',
      definition:
        '一条消息最多能装下多少。一个向量能装的比特远多于一个词元，所以八个向量是短消息，而不是小消息。',
      formula: '词元：log₂(词表大小) 比特；向量：d × 32 比特（float32）',
    },
    admissible: {
      term: '可行命令',
      definition:
        '在游戏当前状态下会起作用的命令。行动者是自由书写的：它也可能写出不起作用的命令。',
      formula: 'p(命令) = Π p(词元 | 之前的词元)，含 <obs>',
    },
    perturbation: {
      term: '干扰',
      definition:
        '即论文所说的扰动：对消息所做的改动，用来看行动者用到了什么：独立的噪声或遵循消息自身协方差的噪声、重新抽取的向量，以及旋转。',
      formula: '白噪声：H + s N；协方差：H + s N Σ^½；旋转：μ + X Σ^−½ Q Σ^½',
    },
    crossTask: {
      term: '另一个任务的消息',
      definition:
        '同一个发送者为另一种任务的另一局游戏所写的消息。它看起来与任何消息一样，但说的是不相干的事：真正读消息的行动者一定会变差。',
      formula: '第 π(i) 局的 H，π 没有不动点',
    },
    commitment: {
      term: '定下地点之处',
      definition:
        '思维链中发送者从几个被报告的地点里选定一个的地方。紧挨着这个名称之前的隐藏状态，就是可以读出它的犹豫之处。',
      formula: 'H 中的一行，其词元是 “in” 之后第一个被说出的地点',
    },
    paired: {
      term: '配对差',
      definition:
        '在完全相同的游戏上比较两种消息：只有前者赢的局数减去只有后者赢的局数，附纽科姆区间；麦克尼马尔检验，按整张表校正（Holm）。',
      formula: '(n(仅前者) − n(仅后者)) / n',
    },
  },
};
