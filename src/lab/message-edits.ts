import {
  averageSteps,
  type EditableMessage,
  interpolateSteps,
  removeSteps,
  repeatStep,
  replaceSteps,
  spliceSteps,
  swapSteps,
  zeroSteps,
} from '../interlat/edits';
import { LabError } from '../shared/errors';
import { type Commitment, certainSightings, findCommitments } from './commitments';
import { type Draft, type MessageDrafts, sourceGame } from './message-drafts';
import type { Models } from './models';
import type { OpenedGame } from './opened-game';
import { forcedStates } from './sender';
import { type SenderView, senderPromptText } from './sender-views';
import type { Edit, MessageSettings } from './settings';
import type { Work } from './work';

/** What a certain sender says on the words of a message. */
interface CertainStates {
  /** `[tokens, dim]`. */
  readonly latents: Float32Array;
  /** Places in the CoT of the tokens that name the committed places. */
  readonly places: ReadonlySet<number>;
}

/** Does what a lane's settings ask for to its message, with the sender's help. */
export class MessageEditor {
  private readonly certain = new Map<string, Float32Array>();

  constructor(
    private readonly models: Models,
    private readonly game: OpenedGame,
    private readonly view: SenderView,
    private readonly drafts: MessageDrafts,
  ) {}

  /**
   * The edits in order, each on the result of the one before. Throws a LabError 'bad-settings' where
   * the message has no such step, or nothing to be made certain.
   */
  async edit(draft: Draft, settings: MessageSettings, work: Work): Promise<EditableMessage> {
    let message: EditableMessage = draft;
    for (const edit of settings.edits ?? []) {
      message = await this.apply(message, edit, draft, settings, work);
    }
    return message;
  }

  private async apply(
    message: EditableMessage,
    edit: Edit,
    draft: Draft,
    settings: MessageSettings,
    work: Work,
  ): Promise<EditableMessage> {
    switch (edit.kind) {
      case 'remove':
        return removeSteps(message, edit.from, edit.to);
      case 'zero':
        return zeroSteps(message, edit.from, edit.to);
      case 'average':
        return averageSteps(message, edit.from, edit.to);
      case 'repeat':
        return repeatStep(message, edit.step, edit.times);
      case 'swap':
        return swapSteps(message, edit.step, edit.other);
      case 'splice':
        return spliceSteps(message, edit.ratio);
      case 'interpolate': {
        if (edit.amount === 0) return message;
        const other = await this.drafts.write(otherMessage(settings, edit.game), work);
        return interpolateSteps(message, other.latents, edit.amount);
      }
      case 'certain': {
        const { latents, places } = await this.certainStates(draft, settings, work);
        const atPlaces = edit.at === 'places';
        return replaceSteps(message, latents, (place) => places.has(place) === atPlaces);
      }
    }
  }

  /**
   * The same sender on the same words, told the committed places alone (`certain_states` in
   * models/interlat_models/materials.py).
   */
  private async certainStates(
    { tokens }: Draft,
    settings: MessageSettings,
    work: Work,
  ): Promise<CertainStates> {
    const source = sourceGame(this.game, settings);
    const { task, told } = this.game.brief(source, this.view);
    const thought = tokens ?? [];
    const commitments = findCommitments(thought, this.models.senderTokenizer, told);
    const missing = told.targets.find((_, i) => !commitments[i]);
    if (missing || commitments.length === 0) {
      const object = missing?.object ?? 'an object of the task';
      throw new LabError(
        'bad-settings',
        `These words name none of the places reported for ${object}, so there is nothing to make certain. Leave this edit out.`,
      );
    }
    const committed = commitments.filter((one): one is Commitment => one !== null);
    const sightings = certainSightings(told, committed);
    const prompt = senderPromptText(task, { ...told, sightings });
    const key = `${prompt}\n${thought.join(' ')}`;
    const latents =
      this.certain.get(key) ?? (await forcedStates(this.models, prompt, thought, work)).latents;
    this.certain.set(key, latents);
    return { latents, places: new Set(committed.flatMap(({ positions }) => positions)) };
  }
}

/** The same channel and compression for another game, with nothing done to it. */
function otherMessage({ channel, compression, k, ratio }: MessageSettings, game: string) {
  const perturbation = { kind: 'none' } as const;
  return { channel, compression, k, ratio, perturbation, senderGame: game };
}
