import { describe, expect, it } from 'vitest';
import type { MessageSettings } from '../../src/lab/settings';
import type { LaneTrace } from '../../src/lab/trace';
import { withOther, withoutOther } from '../../src/panels/article-actions';
import { choiceStep, chosenLanes } from '../../src/panels/article-choice';
import { fullMessage } from '../../src/state/lane-settings';

const LATENT = fullMessage('latent');
const TEXT = fullMessage('text');
const NONE = fullMessage('none');
const OTHER: MessageSettings = { ...LATENT, perturbation: { kind: 'cross-task', seed: 1 } };

const lane = (settings: MessageSettings, commands: readonly string[]): LaneTrace =>
  ({ settings, steps: commands.map((command) => ({ command })) }) as unknown as LaneTrace;

describe('another task’s message', () => {
  it('gets a lane behind the one it is compared with, and leaves none when it goes', () => {
    const lanes = [LATENT, TEXT, NONE];
    const more = withOther(lanes);
    expect(more).toEqual([LATENT, OTHER, TEXT, NONE]);
    expect(withoutOther(more, 1)).toEqual(lanes);
  });

  it('takes the place of the lane missed least where no lane is free, and gives it back', () => {
    const lanes = [LATENT, TEXT, NONE, TEXT];
    const more = withOther(lanes);
    expect(more).toEqual([LATENT, TEXT, OTHER, TEXT]);
    expect(withoutOther(more, 2)).toEqual(lanes);
  });

  it('is taken away where a link brought it beside its like, else the message is sent again', () => {
    expect(withoutOther([LATENT, OTHER, TEXT], 1)).toEqual([LATENT, TEXT]);
    expect(withoutOther([OTHER, TEXT], 0)).toEqual([LATENT, TEXT]);
  });

  it('is compared with a message that nothing disturbs', () => {
    const noisy: MessageSettings = {
      ...LATENT,
      perturbation: { kind: 'white-noise', strength: 1, seed: 1 },
    };
    expect(withOther([noisy, LATENT])).toEqual([noisy, LATENT, OTHER]);
    expect(withOther([noisy, TEXT])).toEqual([OTHER, TEXT]);
  });

  it('takes the first lane where none sends latents', () => {
    expect(withOther([TEXT, NONE])).toEqual([OTHER, NONE]);
  });
});

describe('the choice that the article shows', () => {
  it('is that of the message as it was sent and of the disturbed one', () => {
    const steps = ['go to desk 1'];
    expect(chosenLanes([lane(LATENT, steps), lane(TEXT, steps)])).toEqual([0]);
    expect(chosenLanes([lane(OTHER, steps), lane(TEXT, steps), lane(LATENT, steps)])).toEqual([
      2, 0,
    ]);
    expect(chosenLanes([lane(OTHER, steps), lane(TEXT, steps)])).toEqual([0]);
    expect(chosenLanes([lane(TEXT, steps)])).toEqual([]);
  });

  it('is made where the two first write different commands, unless an earlier step is shown', () => {
    const lanes = [lane(LATENT, ['a', 'b', 'c']), lane(OTHER, ['a', 'x', 'y'])];
    expect(choiceStep(lanes, 3)).toBe(2);
    expect(choiceStep(lanes, 1)).toBe(1);
    expect(choiceStep(lanes.slice(0, 1), 20)).toBe(3);
  });
});
