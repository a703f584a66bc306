import type { recorded as english, WordedRate } from '../english/recorded';

const percent = (value: number): string => value.toFixed(0);

/** Runs that were recorded. */
export const recorded: typeof english = {
  badge: '录制',
  badgeNote: '这次运行是事先用本页的模型录制的。按“运行”或“单步”会在本机重新进行同一局游戏。',
  label: '关于这次录制',
  ready: '这是录制的运行。模型已就绪：按“运行”即可现场重演。',
  otherModels: '录制所用的模型与此处加载的不同，现场结果可能不一样。按“运行”即可现场重演。',
  when: (date) => `录制于 ${date}。`,
  chosen: (searched) =>
    searched === 1
      ? '按规则选出的清晰例子：第一局未见过的游戏即符合。'
      : `按规则选出的清晰例子：在 ${searched} 局未见过的游戏中第一局符合的。`,
  rates: (games, ofTask, rates: readonly WordedRate[]) =>
    `在未经挑选的 ${games.toLocaleString('en')} 局${ofTask ? '此类任务' : '各类任务'}的未见过的游戏中的胜率：${rates
      .map(
        ({ lane, rate, low, high }) =>
          `${lane} ${percent(rate)}% [${percent(low)}, ${percent(high)}]`,
      )
      .join('，')}。`,
  titled: (title) => `${title}。`,
  choose: '录制的运行',
  none: '选择一次运行…',
  opened: '打开的运行',
  fetching: '正在取得录制。',
  stories: {
    'second-guess': {
      title: '第二个猜测',
      rule: '最可能的地方是空的。文字只说了这一处；隐藏状态还指向第二处。',
    },
    'eight-vectors': {
      title: '八个向量',
      rule: '八个训练得到的向量与全部隐藏状态的作用逐条命令相同。',
    },
    'two-objects': {
      title: '两件物品',
      rule: '要找两件物品，其中一件不在最可能的地方：只有发送潜在向量的泳道完成任务。',
    },
    'latent-loses': {
      title: '潜在向量失败时',
      rule: '相反的情形也会发生：文字赢了，隐藏状态没有赢。',
    },
  },
};
