import type { inspector as english } from '../english/inspector';

export const inspector: typeof english = {
  label: '检视',
  loading: '正在加载页面的这一部分。',
  tabs: {
    message: '消息',
    mind: '行动者的想法',
    breadth: '信息广度',
    latency: '延迟',
    surgery: '手术',
    batch: '批量',
    training: '训练',
    models: '模型',
    device: '设备',
  },
};
