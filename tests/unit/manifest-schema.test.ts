import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { ManifestSchema } from '../../src/shared/manifest';

// Python validates what it writes with this file: `npx vitest run -u` writes it anew.
test('models/manifest.schema.json is the schema of src/shared/manifest.ts', async () => {
  const schema = `${JSON.stringify(toJsonSchema(ManifestSchema), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot('../../models/manifest.schema.json');
});
