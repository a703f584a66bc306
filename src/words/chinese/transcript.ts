import type { transcript as english } from '../english/transcript';

export const transcript: typeof english = {
  steps: (lane) => `各步，${lane}`,
  partsFrom: (lanes) => `与 ${lanes.join('、')} 分开`,
};
