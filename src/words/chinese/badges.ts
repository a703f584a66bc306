import type { badges as english } from '../english/badges';

export const badges: typeof english = {
  live: '实时',
  liveNote: '本页的每个数值都是此刻在这个浏览器里算出来的。',
  reasons: {
    'wasm-asked': '按要求使用 WASM。',
    'webgpu-asked': '按要求使用 WebGPU。',
    'gpu-passed': '这里有 GPU，并通过了自检。',
    'gpu-lost': 'GPU 多次丢失。',
    'gpu-failed': 'WebGPU 在这块 GPU 上没有通过自检。',
    'gpu-software': '这里唯一的 GPU 由软件模拟，比 WASM 慢。',
    'gpu-small': '这块 GPU 容不下这些模型。',
    'no-f16': '这块 GPU 不支持 16 位运算。',
    'no-f16-files': '这些模型没有 16 位文件。',
    'no-gpu': '这个浏览器没有找到 GPU。',
    'no-webgpu': '这个浏览器没有 WebGPU。',
  },
  oneThread: '单线程',
  software: '软件实现',
  softwareNote: '这是软件实现：结果正确，速度不代表 GPU。',
  tier: (tier, megabytes) => `${tier} · ${megabytes} MB`,
  models: (title, hashes) => `${title}。模型文件：${hashes.join('，')}。`,
};
