import type { headline as english } from '../english/headline';

export const headline: typeof english = {
  alone: '这一局由你自己来玩。',
  agents: '各泳道之间唯一的差别，是传到行动者那里的消息。',
  withPeople: '智能体所玩的各泳道之间，唯一的差别是传到行动者那里的消息。',
};
