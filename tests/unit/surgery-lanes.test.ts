import { describe, expect, it } from 'vitest';
import type { MessageSettings } from '../../src/lab/settings';
import { settingsBefore, withEdits, withoutEdits, withWords } from '../../src/state/surgery';
import {
  destinations,
  leastMissed,
  placed,
  textDestination,
  usualDestination,
  withDisturbance,
  withoutWords,
  withText,
} from '../../src/state/surgery-lanes';
import { message } from './run-fixtures';

const latent = message('latent');
const text = message('text');
const none = message('none');
const human = message('human');
const short = message('latent', { compression: 'trained' });
const three: readonly MessageSettings[] = [latent, text, none];
const certain = (settings: MessageSettings): MessageSettings =>
  withEdits(settings, [{ kind: 'certain', at: 'places' }]);

describe('a change by hand', () => {
  it('leaves the lane it is compared with: it goes beside it while there is room', () => {
    expect(usualDestination(three, 0)).toBe('beside');
    const changed = certain(latent);
    const next = placed(three, 0, changed, usualDestination(three, 0));
    expect(next).toEqual({ lanes: [latent, changed, text, none], lane: 1, kind: 'beside' });
    // What was played stands where its settings are the very same object.
    expect(next.lanes[0]).toBe(latent);
    expect(next.lanes[2]).toBe(text);
  });

  it('is made in a lane that is changed already, or has its like', () => {
    expect(usualDestination([latent, certain(latent), text], 1)).toBe('here');
    expect(usualDestination([latent, message('latent'), text], 1)).toBe('here');
    const noisy = message('latent', { perturbation: { kind: 'cross-task', seed: 1 } });
    expect(usualDestination([noisy, text], 0)).toBe('here');
  });

  it('takes the place of another lane where four are all there is room for', () => {
    const four = [latent, text, none, human];
    expect(destinations(three, 0)).toEqual(['beside', 'here']);
    expect(destinations(four, 1)).toEqual([0, 2, 3, 'here']);
    expect(usualDestination(four, 0)).toBe(2);
    const changed = certain(latent);
    expect(placed(four, 0, changed, 2)).toEqual({
      lanes: [latent, text, changed, human],
      lane: 2,
      kind: 'replaced',
    });
  });

  it('never takes the place of a comparison while another lane can give way', () => {
    const earlier = certain(latent);
    expect(leastMissed([latent, earlier, text, none], [0])).toBe(1);
    const others = [short, certain(short), latent, human];
    // An experiment on another message goes before that message and before a person.
    expect(leastMissed(others, [2])).toBe(1);
    expect(leastMissed([latent], [0])).toBeNull();
  });
});

describe('a lane made for a change', () => {
  const changed = certain(latent);
  const lanes = [latent, changed, text];

  it('is taken away when nothing of the change is left: undone or cleared', () => {
    const back = settingsBefore(changed);
    expect(back).toBe(latent);
    for (const left of [latent, withoutEdits(changed)]) {
      expect(placed(lanes, 1, left, 'here')).toEqual({
        lanes: [latent, text],
        lane: 0,
        kind: 'gone',
      });
    }
  });

  it('stays where the message it was made of is gone, and while it is changed', () => {
    const alone = [changed, text];
    expect(placed(alone, 0, withoutEdits(changed), 'here').kind).toBe('here');
    const more = withEdits(changed, [...(changed.edits ?? []), { kind: 'splice', ratio: 0.5 }]);
    const next = placed(lanes, 1, more, 'here');
    expect(next).toEqual({ lanes: [latent, more, text], lane: 1, kind: 'here' });
  });

  it('gives its place back to the lane that gave way to it', () => {
    const four = [latent, text, none, human];
    const first = certain(latent);
    const { lanes: full, lane } = placed(four, 0, first, 2);
    const second = withEdits(first, [...(first.edits ?? []), { kind: 'splice', ratio: 0.5 }]);
    const more = placed(full, lane, second, 'here').lanes;
    for (const left of [withoutEdits(second), latent]) {
      expect(placed(more, lane, left, 'here')).toEqual({ lanes: four, lane: 0, kind: 'back' });
    }
    const words = placed(four, 0, withWords(latent, 'Look.'), 2);
    expect(withoutWords(words.lanes, words.lane)).toEqual({ lanes: four, lane: 0 });
  });

  it('may stand before the lane it was made of', () => {
    expect(placed([changed, text, latent], 0, withoutEdits(changed), 'here')).toEqual({
      lanes: [text, latent],
      lane: 1,
      kind: 'gone',
    });
  });
});

describe('a disturbance', () => {
  const other = { kind: 'cross-task', seed: 1 } as const;
  const noise = { kind: 'white-noise', strength: 1, seed: 1 } as const;
  const none4 = [latent, text, none, human];

  it('goes into a lane beside the one it is compared with, latents and words alike', () => {
    const next = withDisturbance(three, 0, other);
    const disturbed = { ...latent, perturbation: other };
    expect(next).toEqual({ lanes: [latent, disturbed, text, none], lane: 1, kind: 'beside' });
    expect(next?.lanes[0]).toBe(latent);
    expect(withDisturbance(three, 1, other)?.lanes[2]).toEqual({ ...text, perturbation: other });
    expect(withDisturbance(three, 3, other)).toBeNull();
  });

  it('is changed in its own lane, and undone in one step: the lanes are as they were', () => {
    const first = withDisturbance(three, 0, other)?.lanes ?? [];
    const second = withDisturbance(first, 1, noise);
    expect(second?.kind).toBe('here');
    expect(second?.lanes[1]?.perturbation).toEqual(noise);
    expect(second?.lanes[0]).toBe(latent);
    const back = withDisturbance(second?.lanes ?? [], 1, { kind: 'none' });
    expect(back).toEqual({ lanes: three, lane: 0, kind: 'gone' });
  });

  it('with four lanes takes the place of the lane missed least, and gives it back', () => {
    const next = withDisturbance(none4, 0, noise);
    expect(next).toMatchObject({ lane: 2, kind: 'replaced' });
    expect(next?.lanes[0]).toBe(latent);
    const back = withDisturbance(next?.lanes ?? [], 2, { kind: 'none' });
    expect(back).toEqual({ lanes: none4, lane: 0, kind: 'back' });
  });

  it('stays in the lane of a message changed by hand, and leaves those changes when it goes', () => {
    const lanes = [latent, certain(latent), text];
    const next = withDisturbance(lanes, 1, noise);
    expect(next?.kind).toBe('here');
    const back = withDisturbance(next?.lanes ?? [], 1, { kind: 'none' });
    expect(back).toEqual({ lanes, lane: 1, kind: 'here' });
  });
});

describe('words sent as text', () => {
  it('go beside the sender’s own words, and then stay in that lane', () => {
    const next = withText(three, 0, 'Look.');
    expect(next?.kind).toBe('beside');
    expect(next?.lanes).toEqual([latent, text, { ...text, words: 'Look.' }, none]);
    const again = withText(next?.lanes ?? [], 0, 'Look again.');
    expect(again?.lanes).toEqual([latent, text, { ...text, words: 'Look again.' }, none]);
  });

  it('take the place of the lane that is missed least, not of the sender’s words', () => {
    const four = [latent, short, text, none];
    expect(textDestination(four, 0)).toEqual({ lane: 2, destination: 3 });
    expect(withText(four, 0, 'Look.')?.lanes.slice(0, 3)).toEqual([latent, short, text]);
    const latents = [latent, short];
    expect(withText(latents, 0, 'Look.')?.lanes).toEqual([
      latent,
      short,
      { ...message('text'), words: 'Look.' },
    ]);
  });

  it('are taken back from every lane, and the lanes are as they were', () => {
    const asText = withText(three, 0, 'Look.')?.lanes ?? [];
    const both = placed(asText, 0, withWords(latent, 'Look.'), 'here');
    const back = withoutWords(both.lanes, 2);
    expect(back.lanes).toEqual(three);
    expect(back.lane).toBe(1);
    const beside = placed(three, 0, withWords(latent, 'Look.'), 'beside');
    expect(withoutWords(beside.lanes, 1)).toEqual({ lanes: three, lane: 0 });
    expect(withoutWords(three, 2)).toEqual({ lanes: three, lane: 2 });
  });
});
