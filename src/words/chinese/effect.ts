import type { effect as english } from '../english/effect';

export const effect: typeof english = {
  title: '影响',
  sentence: (lane, other, parts) => `${lane} 与 ${other} 相比：${parts.join('；')}。`,
  divergence: (nats, step, most) =>
    `第 ${step} 步行动者的命令分布相距 ${nats} 奈特（Jensen-Shannon，至多 ${most}）`,
  divergences: (mean, first, last, peak, at, most) =>
    `第 ${first} 到 ${last} 步行动者的命令分布平均相距 ${mean} 奈特，最大在第 ${at} 步，为 ${peak}（Jensen-Shannon，至多 ${most}）`,
  below: (nats, first, last, most) =>
    `第 ${first} 到 ${last} 步，行动者的命令分布没有一步相距 ${nats} 奈特或以上（Jensen-Shannon，至多 ${most}）`,
  different: (step, command, instead) =>
    `第一条不同的命令在第 ${step} 步：“${command}”，而不是“${instead}”`,
  same: (steps) => (steps === 1 ? '第 1 步的命令相同' : `全部 ${steps} 步的命令相同`),
  ended: (outcome, steps) =>
    ({
      running: `到了第 ${steps} 步`,
      won: `用 ${steps} 步获胜`,
      lost: `走了 ${steps} 步后失败`,
      'context-full': `走了 ${steps} 步后上下文用尽`,
      failed: `走了 ${steps} 步后出错`,
    })[outcome],
  outcomes: (lane, other) => `改动的一道${lane}，另一道${other}`,
  sameOutcome: (both) => `两道都${both}`,
  noCounterpart: (lane) => `${lane}：这里没有一道发送同样而未受干扰的消息。`,
  addCounterpart: '在旁边加一道未受干扰的',
  noRoom: '没有位置再加一道：请先去掉一道再比较。',
  measuring: (done, total) => `正在计算行动者的分布相距多远：${done} / ${total}。`,
  whenStanding: '分布相距多远，在运行停下后计算。',
  unrecorded: '这份记录没有分布的距离：点“运行”在本机重走并计算。',
  waiting: (lane, other) => `${lane} 与 ${other} 相比：两道都走过之后才有测量值。`,
  failed: (lane, other) => `${lane} 与 ${other} 相比：其中一道出错，没有可测的值。`,
};
