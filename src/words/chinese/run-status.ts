import type { runStatus as english } from '../english/run-status';

export const runStatus: typeof english = {
  outcomes: {
    running: '',
    won: '成功',
    lost: '失败',
    'context-full': '上下文已满',
    failed: '出错',
  },
  results: {
    running: (name, played) => `${name}：到第 ${played} 步`,
    won: (name, played) => `${name}：${played} 步成功`,
    lost: (name, played) => `${name}：${played} 步后失败`,
    'context-full': (name, played) => `${name}：${played} 步后上下文已满`,
    failed: (name, played) => (played === 0 ? `${name}：无法进行` : `${name}：${played} 步后出错`),
  },
  ended: (results) => results.map((result) => `${result}。`).join(''),
  standing: (results) => `${results.join('，')}。`,
  inBatch: {
    won: (played) => `在批量中：${played} 步成功。`,
    lost: (played) => `在批量中：${played} 步后失败。`,
    'context-full': (played) => `在批量中：${played} 步后上下文已满。`,
    failed: () => '在批量中：出错。',
  },
  playedAgain: '“运行”会再玩一次。',
  yourTurn: '轮到你了。',
  yourTurnAt: (step, budget) => `轮到你了：第 ${step} 步，上限 ${budget} 步。`,
  yourTurnBeside: (step, budget) => `轮到你了：智能体在第 ${step} 步，上限 ${budget} 步。`,
  setUpAlone: '游戏已就绪。请输入命令。',
  setUpRace: '游戏已就绪。输入一条命令，每个智能体随你走一步；或按“运行”来一场竞赛。',
  setUp: '游戏已就绪。“运行”会在每条泳道里玩这一局。',
  paused: (step, budget) => `已暂停在第 ${step} 步，上限 ${budget} 步。`,
  opening: '正在打开游戏。',
  pausing: '这一步之后暂停。',
  writing: (tokens) => `发送者正在写：${tokens} 个词元。`,
  at: (step, budget) => `第 ${step} 步，上限 ${budget} 步。`,
  announceCommand: (name, command) => `${name}：${command}。`,
  announceStep: (step, commands) => `第 ${step} 步。${commands.join('')}`,
  announcePerson: (name, step, observation, outcome) =>
    `${name}，第 ${step} 步。${observation}${outcome === '' ? '' : `${outcome}。`}`,
};
