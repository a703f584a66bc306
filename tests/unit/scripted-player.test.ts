import { describe, expect, it } from 'vitest';
import { splitGames } from '../../src/alfworld/game-name';
import { SCRIPTS, type Script, scriptedWin } from '../../src/lab/scripted-player';
import { SENDER_VIEWS, type SenderView } from '../../src/lab/sender-views';

const GAMES = splitGames('dev', 0, 120);

const wins = (view: SenderView, script: Script): (number | null)[] =>
  GAMES.map((name) => scriptedWin(name, view, script));

/** Share of games won within 20 commands. */
const success = (won: readonly (number | null)[]): number =>
  won.filter((at) => at !== null && at <= 20).length / won.length;

describe('the scripted player', () => {
  const played = Object.fromEntries(
    SCRIPTS.map((script) => [script, wins('uncertain', script)]),
  ) as Record<Script, (number | null)[]>;

  it('does the better the more it is told', () => {
    expect(success(played.truth)).toBeGreaterThan(0.95);
    expect(success(played.candidates)).toBeGreaterThan(0.95);
    expect(success(played.named)).toBeLessThan(0.9);
    expect(success(played.explorer)).toBeLessThan(success(played.named));
    for (const [index, at] of played.truth.entries()) {
      expect(at).toBeLessThanOrEqual(played.candidates[index] ?? 50);
    }
  });

  it('draws other places than the most reliable one', () => {
    expect(played['named-sampled']).not.toEqual(played.named);
  });

  it('always plays a game the same way, within 50 commands', () => {
    for (const script of SCRIPTS) {
      expect(wins('uncertain', script)).toEqual(played[script]);
      for (const at of played[script]) expect(at ?? 1).toBeGreaterThan(0);
      for (const at of played[script]) expect(at ?? 50).toBeLessThanOrEqual(50);
    }
  });

  it('explores alike in every view; the scout has but one place to name', () => {
    for (const view of SENDER_VIEWS) expect(wins(view, 'explorer')).toEqual(played.explorer);
    expect(wins('scout', 'named')).toEqual(wins('scout', 'truth'));
    expect(wins('scout', 'truth')).toEqual(played.truth);
    expect(wins('planner', 'candidates')).toEqual(played.explorer);
    expect(wins('hedging', 'candidates')).toEqual(played.candidates);
  });
});
