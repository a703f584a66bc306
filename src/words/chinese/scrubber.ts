import type { scrubber as english } from '../english/scrubber';

export const scrubber: typeof english = {
  shown: '所显示的步',
  at: (step, last) => `第 ${step} 步，共 ${last} 步`,
};
