import type { faults as english } from '../english/faults';

export const faults: typeof english = {
  kinds: {
    'device-lost': 'GPU 丢失',
    'runtime-error': '模型运行时出错',
    'worker-stopped': '工作线程停止',
  },
  step: (step) => (step === 0 ? '第一步之前' : `第 ${step} 步之后`),
  episode: (done) => (done === 0 ? '第一局之前' : `${done} 局之后`),
  told: (when, what, times, backend) => {
    const happened = `${when}${what}${times === 1 ? '' : ` ${times} 次`}`;
    return backend === null
      ? `${happened}。`
      : `${happened}；模型已重新加载，用 ${backend} 接着进行。`;
  },
  recovering: '正在重新加载模型；随后从已有记录接着进行。',
};
