import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { batchCard } from '../../src/lab/batch-card';
import { encodeBatch } from '../../src/lab/batch-file';
import { batchAsMarkdown } from '../../src/lab/batch-formats';
import { presetConditions } from '../../src/lab/batch-presets';
import { batchReport as words } from '../../src/words/english/batch-report';
import { batchFile, batchSettings, inventedLines } from './batch-fixtures';

const made = (preset: 'table-1' | 'table-3') => {
  const settings = batchSettings({ conditions: presetConditions(preset, 'planner', [8]) });
  return batchFile(settings, inventedLines(settings, (id) => id.includes('latent')).slice(1));
};
const titles = (tables: readonly string[]) => tables.map((table) => table.split('\n')[0]);

describe('a batch in a model card', () => {
  it('has the tables that `tables` prints, those by kind of game left out', () => {
    const batch = made('table-1');
    const { tables, methods } = batchCard(batch, words);
    expect(titles(tables)).toEqual([
      '### Channels and perturbations, planner view',
      '### Exploration, planner view',
    ]);
    const printed = batchAsMarkdown(batch, words);
    for (const table of [...tables, methods]) expect(printed).toContain(table);
  });

  it('has no table of channels where only its two ends were played', () => {
    expect(titles(batchCard(made('table-3'), words).tables)).toEqual([
      '### Compression, planner view',
      '### Exploration, planner view',
    ]);
    const ends = batchSettings();
    expect(titles(batchCard(batchFile(ends, []), words).tables)[0]).toContain('Channels');
  });

  it('says what was played, and of which file it is', () => {
    const batch = made('table-1');
    const card = batchCard(batch, words);
    const planned = 4 * batch.settings.conditions.length;
    expect(card.episodes).toEqual({ planned, played: planned - 1, failed: 0 });
    expect(card.sha256).toBe(createHash('sha256').update(encodeBatch(batch)).digest('hex'));
    expect(card.source).toEqual(batch.source);
  });

  it('of the tiny tier was played with the files that are shipped', () => {
    const cards = JSON.parse(readFileSync('models/cards/tiny.batch.json', 'utf8'));
    const manifest = JSON.parse(readFileSync('public/models/tiny/manifest.json', 'utf8'));
    const here = new Set(manifest.files.map(({ sha256 }: { sha256: string }) => sha256));
    expect(cards.length).toBeGreaterThan(0);
    for (const { source, episodes } of cards) {
      for (const hash of Object.values(source.models)) expect(here).toContain(hash);
      expect(episodes.played).toBe(episodes.planned);
    }
  });
});
