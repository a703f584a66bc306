import type { mind as english } from '../english/mind';

export const mind: typeof english = {
  lane: '泳道',
  step: '步',
  absent: {
    start: '第 0 步没有写任何内容。请选择后面的步。',
    unplayed: (step) => `第 ${step} 步尚未进行。`,
    ended: (steps, outcome) =>
      outcome === 'failed'
        ? `这条泳道在第 ${steps} 步之后出错。`
        : `游戏在第 ${steps} 步结束：${{ won: '成功', lost: '失败', 'context-full': '上下文已满' }[outcome]}。`,
    person: (command, seconds) => `由人在 ${seconds} 秒后输入“${command}”：没有行动者的分布。`,
    refused: '上下文没有足够的空间，无法计算。',
    unrecorded: '这份记录不包含此项。在本机运行游戏即可计算。',
  },
  computing: '计算中。',
  whenStanding: '运行暂停或结束后计算。',
  commands: {
    title: (step) => (step === 0 ? '下一条命令' : `下一条命令，第 ${step} 步`),
    subtitle: '此处游戏允许的每条命令的精确概率：其全部词元及结束词元，温度为 1；熵的单位为奈特',
    section: (lane) => `下一条命令，${lane}`,
    computing: (commands) => `正在计算 ${commands} 条命令的概率。`,
    taken: '已选',
    more: (commands) => `其余 ${commands} 条`,
    elsewhere: '不被允许',
    sentence: (command, probability, entropy, effective) =>
      `行动者写出“${command}”的概率为 ${probability}；熵为 ${entropy} 奈特，相当于 ${effective} 条等可能的命令。`,
    inadmissible: (command, probability, entropy, effective) =>
      `行动者写出“${command}”，而游戏此处不允许；一切不被允许的内容的概率共为 ${probability}；熵至少为 ${entropy} 奈特，相当于 ${effective} 条等可能的命令。`,
    columns: ['泳道', '名次', '命令', '概率', '已选'],
    yes: '是',
  },
  divergence: {
    nats: '奈特',
    bound: 'ln 2 = 0.693：毫无共同之处',
    atStep: (step) => `第 ${step} 步`,
    notYet: (known, all) => `目前已计算 ${all} 步中的 ${known} 步。`,
    none: '尚未进行任何一步。',
  },
  separation: {
    title: '消息改变了什么',
    subtitle:
      '在相同的过程之后，收到本泳道的消息与收到另一任务的消息时，下一条命令的 JS 散度（Jensen-Shannon），单位为奈特；不被允许的内容合为一种结果',
    needsMessage: '没有带消息的泳道。',
    lane: (lane, mean, steps, largest, at) =>
      steps === 1
        ? `${lane}：第 ${at} 步为 ${largest} 奈特。`
        : `${lane}：${steps} 步平均 ${mean} 奈特，第 ${at} 步最大（${largest}）。`,
  },
  pairs: {
    title: '一条泳道会做、另一条不会做的事',
    subtitle:
      '两条泳道的游戏相同时，其下一条命令之间的 JS 散度，单位为奈特：画到两者分开的那一步为止（圆环）',
    needsLanes: '没有两条由智能体玩的泳道。',
    pair: (one, other) => `${one}与${other}`,
    labelled: (one) => `${one}与`,
    parted: (pair, step, divergence) => `${pair}在第 ${step} 步分开，相距 ${divergence} 奈特。`,
    together: (pair, steps, largest, at) =>
      `${pair}在 ${steps} 步中写出的命令相同，相距至多 ${largest} 奈特（第 ${at} 步）。`,
    columns: ['泳道', '步', 'JS 散度（奈特）', '在此分开'],
    yes: '是',
  },
  importance: {
    section: (lane) => `潜在步的重要性，${lane}`,
    measure: (steps, step) => `在第 ${step} 步逐一去掉 ${steps} 个潜在步`,
    stop: '停止',
    progress: (done, total) => `已去掉 ${total} 个潜在步中的 ${done} 个。`,
    waiting: '等待先前的计算完成。',
  },
  token: {
    title: (step) => (step === 0 ? '下一个词元' : `下一个词元，第 ${step} 步`),
    subtitle: (tokens) => `最可能的 ${tokens} 个词元的概率，温度为 1；熵的单位为奈特`,
    section: (lane) => `下一个词元，${lane}`,
    choice: (lane) => `命令的词元，${lane}`,
    sentence: (token, probability, entropy) =>
      `行动者写出“${token}”${probability === null ? '' : `的概率为 ${probability}`}；熵为 ${entropy} 奈特。`,
    tie: '前两个几乎相等：换一种后端可能会选另一个。',
    part: '各泳道分开于',
    stepLink: (step) => `第 ${step} 步`,
    columns: ['泳道', '名次', '词元', '概率'],
  },
};
