import type { headline as english } from '../english/headline';

export const headline: typeof english = {
  alone: '这一局由你自己来玩。游戏和命令都是英文。',
  agents: '各泳道之间唯一的差别，是传到行动者那里的消息。游戏本身是英文。',
  withPeople: '智能体所玩的各泳道之间，唯一的差别是传到行动者那里的消息。游戏和命令都是英文。',
};
