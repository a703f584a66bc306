import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { SenderView } from '../../src/lab/sender-views';
import { AblationsSchema, CardSchema, type CardView, CurvesSchema } from '../../src/shared/card';

const SCHEMAS = [
  { name: 'card', schema: CardSchema },
  { name: 'ablations', schema: AblationsSchema },
  { name: 'curves', schema: CurvesSchema },
] as const;

// The fixtures are made by tests/parity/write_card_fixture.py, the card with models/summarize_results.py.
describe.each(SCHEMAS)('$name.json', ({ name, schema }) => {
  it(`models/${name}.schema.json is the schema of src/shared/card.ts`, async () => {
    const text = `${JSON.stringify(toJsonSchema(schema), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../../models/${name}.schema.json`);
  });

  it('is read as Python writes it, and not with another field', () => {
    const path = new URL(`../parity/fixtures/card/${name}.json`, import.meta.url);
    const written: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(v.parse(schema, written)).toEqual(written);
    const spoilt = Array.isArray(written)
      ? [{ ...written[0], more: '' }]
      : { ...Object(written), more: '' };
    expect(v.safeParse(schema, spoilt).success).toBe(false);
  });
});

it('the views of a card are the sender’s', () => {
  expectTypeOf<CardView>().toEqualTypeOf<SenderView>();
});
