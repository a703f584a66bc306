/** Sentences that wait for the language of whoever reads them: a failure is told after it was met. */
import { LabError } from '../shared/errors';
import { ENGLISH } from '../words/english/english';
import type { Words } from '../words/words';

export type Said = (words: Words) => string;

/** A LabError that is told in every language; its `message` is the English sentence. */
export class SaidError extends LabError {
  constructor(
    code: string,
    readonly said: Said,
  ) {
    super(code, said(ENGLISH));
  }
}
