import { CommandsFigure } from './mind-commands';
import { PairsFigure, SeparationFigure } from './mind-divergence';
import { NextTokenFigure } from './next-token-figure';

/** What the actor might have written: whole commands, how far messages move them, single tokens. */
export function MindTab() {
  return (
    <div className="mind">
      <CommandsFigure />
      <div className="figures">
        <SeparationFigure />
        <PairsFigure />
      </div>
      <NextTokenFigure />
    </div>
  );
}
