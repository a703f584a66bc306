import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { messageSentences, pairSentences } from '../../src/panels/breadth-sentences';
import { ablationSentences } from '../../src/panels/training-ablations';
import { tellGain, tellUse, textActorSentence } from '../../src/panels/training-sentences';
import { BreadthBandsPlot } from '../../src/plots/breadth-bands-plot';
import { type BreadthPoint, BreadthStepsPlot } from '../../src/plots/breadth-steps-plot';
import { CurvePlot } from '../../src/plots/curve-plot';
import { breadthMessages } from '../../src/state/breadth-view';
import { ablationRows } from '../../src/state/training-story';
import { ENGLISH } from '../../src/words/english/english';
import { ablations, card, curves } from './card-fixtures';

const count = (markup: string, text: string): number => markup.split(text).length - 1;

const bandsOf = (median: number): string =>
  renderToStaticMarkup(
    <BreadthBandsPlot
      width={160}
      name="Step 1"
      detail="eᴴ 3.0"
      bands={Array.from({ length: 21 }, () => [median, 0.9, 0.95, 0.97, 0.98, 0.99])}
      median={median}
      medianText={String(median)}
      paper={[0.13, 0.33]}
      disturbed={false}
      label=""
    />,
  );

describe('BreadthBandsPlot', () => {
  it('draws a band a rank, its P50 at its height, and the paper’s bracket', () => {
    const markup = bandsOf(0.5);
    expect(count(markup, 'class="breadth-band"')).toBe(6);
    expect(count(markup, 'breadth-paper')).toBe(1);
    // 0.5 of the way from 124 (0) to 24 (1).
    expect(markup).toMatch(/class="breadth-dot" cx="[\d.]+" cy="74"/);
    expect(bandsOf(1)).toMatch(/class="breadth-dot" cx="[\d.]+" cy="24"/);
  });
});

describe('BreadthStepsPlot', () => {
  const point = (step: number, effective: number, named: boolean): BreadthPoint => ({
    step,
    cumulative: [0.5, 0.7, 0.8, 0.9, 0.95, 1],
    effective,
    named,
    committed: false,
    word: `word ${step}`,
    label: `Step ${step}`,
  });
  const draw = (points: readonly BreadthPoint[], width = 700, highest = 8): string =>
    renderToStaticMarkup(
      <BreadthStepsPlot
        width={width}
        points={points}
        highest={highest}
        format={(value) => value.toFixed(1)}
        names={{ hypotheses: 'eH', shares: 'share', axis: 'step' }}
        disturbed={false}
        label=""
      />,
    );

  const drawTo = (highest: number): string => draw([point(1, highest, false)], 700, highest);

  it('marks the named steps and labels the most open of them', () => {
    const points = Array.from({ length: 160 }, (_, index) =>
      point(index + 1, index === 9 ? 7.9 : 1 + (index % 5) / 4, index % 20 === 4),
    );
    const markup = draw(points);
    expect(count(markup, 'class="breadth-mark"')).toBe(8);
    expect(count(markup, 'class="breadth-step is-named"')).toBe(8);
    expect(markup).not.toContain('word 10 7.9');
    expect(count(markup, '<title>')).toBe(160);
  });

  it('labels only the steps where the words commit to a place, where there are any', () => {
    const points = Array.from({ length: 160 }, (_, index) => ({
      ...point(index + 1, index % 7 === 0 ? 7.9 : 1, index % 20 === 4),
      committed: index === 89 || index === 129,
    }));
    for (const width of [340, 700]) {
      const markup = draw(points, width);
      expect(count(markup, 'class="breadth-word')).toBe(2);
      expect(markup).toMatch(/word 90 1\.0.*word 130 1\.0/);
    }
  });

  it('has a tick at or above every peak', () => {
    const ticksOf = (highest: number): number[] =>
      [...drawTo(highest).matchAll(/text-anchor="end">(\d+)<\/text><\/g>/g)].map(([, tick]) =>
        Number(tick),
      );
    expect(ticksOf(1)).toEqual([1, 2]);
    expect(ticksOf(8)).toEqual([1, 2, 5, 10]);
    expect(ticksOf(20)).toEqual([1, 2, 5, 10, 20]);
    expect(ticksOf(21)).toEqual([1, 10, 50]);
    expect(ticksOf(1400)).toEqual([1, 10, 100, 1000, 2000]);
  });

  it('keeps labels apart and inside', () => {
    for (const width of [320, 700, 1000]) {
      const markup = draw(
        Array.from({ length: 150 }, (_, index) => point(index + 1, 2 + (index % 7), true)),
        width,
      );
      const found = [...markup.matchAll(/class="breadth-word plot-over" x="([\d.]+)"/g)];
      const places = found.map(([, x]) => Number(x)).toSorted((a, b) => a - b);
      expect(places.length).toBeGreaterThan(1);
      expect(places.length).toBeLessThanOrEqual(6);
      for (const [index, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual(54);
        expect(place).toBeLessThanOrEqual(width - 54);
        if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(108 - 1e-6);
      }
    }
  });

  it('gives each of a few steps its own dot, and draws nothing of nothing', () => {
    const few = Array.from({ length: 8 }, (_, index) => point(index + 1, 2, false));
    expect(count(draw(few), 'class="breadth-step"')).toBe(8);
    expect(draw([])).not.toContain('NaN');
  });
});

it('CurvePlot names a moment where it is', () => {
  const points = [0, 100, 400].map((tokens) => ({ tokens, value: 1 }));
  const draw = (tokens: number): string =>
    renderToStaticMarkup(
      <CurvePlot
        width={540}
        curves={[{ name: 'a', channel: 'latent', pattern: 0, points }]}
        format={String}
        moment={{ tokens, name: 'the moment' }}
        label=""
      />,
    );
  // Root scale from 36 to 436: a quarter of the tokens is half the way.
  expect(draw(100)).toContain('translate(236,0)');
  expect(draw(100)).toContain('the moment');
});

describe('sentences from recorded values', () => {
  const words = ENGLISH;
  const messages = breadthMessages(card, 'uncertain');
  const full = messages.find(({ base }) => base === 'latent');
  const trained = messages.find(({ base }) => base === 'k8');
  if (full === undefined || trained === undefined) throw new Error('The fixture has both.');

  it('say half of the tasks, the medians, and what is certain', () => {
    const said = messageSentences(words, trained).join(' ');
    expect(said).toContain('Half of the tasks give step 1 of trained K = 8 a top share of 0.65 or');
    expect(said).toContain('Medians of steps 1–6: 0.65,');
    expect(said).not.toContain('nothing is open');
    const opening = { ...full.steps[0], top_share_median: 0.99996 };
    const certain = messageSentences(words, { ...full, steps: [opening as never] }).join(' ');
    expect(certain).toContain('a top share of >0.99 or less');
    expect(certain).toContain('nothing is open there');
  });

  it('compare two messages, and speak of the paper only for its own pair', () => {
    expect(pairSentences(words, trained, full)).toEqual([
      'Trained K = 8 is broader (smaller median top share) than the full message at 6 of 6 steps.',
    ]);
    const untrained = (share: number) => ({
      ...trained,
      kind: { way: 'untrained', k: 8 } as const,
      condition: 'untrained-8',
      steps: trained.steps.map((step) => ({ ...step, top_share_median: share })),
    });
    expect(pairSentences(words, trained, untrained(1)).at(-1)).toBe(
      words.breadth.recorded.paperShows,
    );
    // The trained one stands first, whichever side it was chosen on.
    const said = pairSentences(words, untrained(0.1), trained);
    expect(said[0]).toMatch(/^Trained K = 8 is broader .* than untrained K = 8 at 0 of 6 steps/);
    expect(said.at(-1)).toBe(words.breadth.recorded.paperNot);
    expect(pairSentences(words, trained, trained)).toEqual([]);
  });

  it('tell when the message is used', () => {
    const { actor, sender_compressed: compressed } = curves.stages;
    if (actor === undefined || compressed === undefined) throw new Error('Both are there.');
    const use = tellUse(words.training, actor, 'uncertain');
    expect(use.sentence).toMatch(/from 1\.8M tokens \(step 166\) on: 31 of 40 .*, 17 without/);
    expect(use.moment?.name).toBe('the message is used');
    const gain = tellGain(words.training, compressed, 'uncertain');
    expect(gain.sentence).toMatch(
      /^Trained K = 8 carries something .* 30 of 40 games won, 19 before/,
    );
    const never = { ...actor, success: actor.success.filter(({ step }) => step < 30) };
    expect(tellUse(words.training, never, 'uncertain')).toMatchObject({
      moment: undefined,
      sentence: words.training.found.noUse('uncertain'),
    });
    expect(textActorSentence(words.training, actor)).toContain('it wins 30 of 40 games with words');
    const late = { ...actor, success: actor.success.filter(({ step }) => step > 0) };
    expect(textActorSentence(words.training, late)).toBe('');
  });

  it('say of each left-out part what its seeds show, and no more', () => {
    const runs = ablations.filter(({ stage }) => stage === 'actor');
    const said = ablationSentences(
      words.training,
      'uncertain latent',
      ablationRows(runs, 'uncertain latent'),
    );
    expect(said).toHaveLength(4);
    expect(said).toContain(
      'Without adapter: 64.0, 64.0, 64.0; baseline 87.0, 87.0, 87.0: every seed is lower, by 23.0 points on average.',
    );
    expect(said.some((one) => /the ranges overlap, no difference is shown\.$/.test(one))).toBe(
      true,
    );
    const alone = runs.filter(({ variant }) => variant !== 'baseline');
    expect(ablationSentences(words.training, 'js', ablationRows(alone, 'js'))).toEqual([
      words.training.ablations.alone,
    ]);
  });
});
