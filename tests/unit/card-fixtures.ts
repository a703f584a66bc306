/** The invented measurements of tests/parity/write_card_fixture.py. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { AblationsSchema, CardSchema, CurvesSchema } from '../../src/shared/card';

export const cardText = (name: 'card' | 'ablations' | 'curves'): string =>
  readFileSync(new URL(`../parity/fixtures/card/${name}.json`, import.meta.url), 'utf8');

export const card = v.parse(CardSchema, JSON.parse(cardText('card')));
export const ablations = v.parse(AblationsSchema, JSON.parse(cardText('ablations')));
export const curves = v.parse(CurvesSchema, JSON.parse(cardText('curves')));
