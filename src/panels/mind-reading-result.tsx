import { useEffect, useRef, useState } from 'react';
import type { Trace } from '../lab/trace';
import { useWords } from '../state/language-context';
import { pointsFor, rankOfTruth, searchOf } from '../state/mind-reading';
import { placesHolding, taskObject } from '../state/task-object';

export interface Score {
  readonly rounds: number;
  readonly player: number;
  readonly actor: number;
}

export const ZERO: Score = { rounds: 0, player: 0, actor: 0 };

export interface ResultProps {
  readonly trace: Trace;
  readonly guesses: readonly string[];
  readonly score: Score;
  readonly onScore: (score: Score) => void;
}

/** The truth, and both ways to it. A round is counted once. */
export function MindReadingResult({ trace, guesses, score, onScore }: ResultProps) {
  const { mindReading: words, language } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const counted = useRef(false);
  const [{ object, truth, search }] = useState(() => {
    const asked = taskObject(trace.task)?.object ?? '';
    return {
      object: asked,
      truth: placesHolding(trace.house, asked),
      search: searchOf(trace, 0, asked),
    };
  });
  const own = rankOfTruth(guesses, truth);
  const player = pointsFor(own);
  const actor = pointsFor(search.found);
  const known = truth.length > 0;
  useEffect(() => {
    heading.current?.focus();
    if (counted.current || !known) return;
    counted.current = true;
    onScore({
      rounds: score.rounds + 1,
      player: score.player + player,
      actor: score.actor + actor,
    });
  }, [known, player, actor, score, onScore]);
  if (!known) {
    return (
      <h3 className="mind-heading" ref={heading} tabIndex={-1}>
        {words.unknown}
      </h3>
    );
  }
  const verdict = player === actor ? words.tie : player > actor ? words.ahead : words.behind;
  const won = trace.lanes[0]?.outcome === 'won';
  return (
    <section className="mind-result" aria-label={words.result}>
      <h3 className="mind-heading" ref={heading} tabIndex={-1}>
        {verdict}
      </h3>
      <p>{words.truth(object, truth)}</p>
      <dl>
        <dt>{words.you}</dt>
        <dd>
          {words.order(guesses)}
          {own === null ? words.missed : words.hit(own)}
          <strong>{words.points(player)}</strong>
        </dd>
        <dt>{words.actor}</dt>
        <dd>
          {words.order(search.opened)}
          {search.found === null ? words.neverFound : words.hit(search.found)}
          <strong>{words.points(actor)}</strong>
        </dd>
      </dl>
      <p className="note">{language.sentences([won ? words.won : words.lost, words.counting])}</p>
    </section>
  );
}
