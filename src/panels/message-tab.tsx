import { useState } from 'react';
import { useActions } from '../state/lab-context';
import { useWords } from '../state/language-context';
import { openingStep } from '../state/latent-view';
import { Choice } from './choice';
import { ContextSizes } from './context-sizes';
import { HiddenStatesNote } from './hidden-states-note';
import { MessageHeatMap } from './message-heat-map';
import { MessageLens, MessageOverview } from './message-lens';
import { MessageMap } from './message-map';
import { MessageSizes } from './message-sizes';
import { ChainOfThought } from './message-thought';
import { useLanes, useLatentLanes, useSetting, useShownLatent } from './use-shown-latent';

/** Whose latents are shown, where there is a choice. */
function LaneChoice({ shown }: { shown: number }) {
  const { message: words } = useWords();
  const lanes = useLatentLanes();
  const traces = useLanes();
  const setting = useSetting();
  const { selectLatentStep } = useActions();
  if (lanes.length < 2) return null;
  return (
    <div className="latent-choice">
      <Choice
        legend={words.lane}
        options={lanes.map(({ lane, name }) => ({ value: String(lane), label: name }))}
        value={String(shown)}
        onChange={(chosen) => {
          const lane = Number(chosen);
          selectLatentStep({ lane, step: openingStep(traces, lane, setting) });
        }}
      />
    </div>
  );
}

/** The message: its words, its latents and what each of them says, where it lies, how large it is. */
export function MessageTab() {
  const shown = useShownLatent();
  const [pointed, onPoint] = useState<number | null>(null);
  const pointing = { pointed, onPoint };
  return (
    <div className="message-tab">
      <HiddenStatesNote />
      {shown !== null && <LaneChoice shown={shown.lane} />}
      <ChainOfThought shown={shown} {...pointing} />
      <div className="message-pair">
        <MessageHeatMap shown={shown} {...pointing} />
        {shown !== null && <MessageLens shown={shown} />}
      </div>
      {shown !== null && <MessageOverview shown={shown} {...pointing} />}
      <MessageSizes />
      <div className="message-pair">
        <MessageMap shown={shown} />
      </div>
      <ContextSizes />
    </div>
  );
}
