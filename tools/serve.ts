/** npm run serve -- [--folder dist] [--base /some/where/] [--port 4173] [--host localhost] [--no-policy-header] */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listen, readPort } from './static-server';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'dist' },
    base: { type: 'string', default: '/' },
    port: { type: 'string', default: process.env.PORT ?? '4173' },
    host: { type: 'string', default: 'localhost' },
    'no-policy-header': { type: 'boolean', default: false },
  },
});

const folder = resolve(values.folder);
if (!existsSync(resolve(folder, 'index.html'))) {
  console.error(`There is no index.html in ${folder}. Build the page first: npm run build`);
  process.exit(1);
}
const basePath = `/${values.base}/`.replace(/\/+/g, '/');
const options = { folder, basePath, policyHeader: !values['no-policy-header'] };
const { url } = await listen(options, values.host, readPort(values.port));
console.log(`Interlat Lab is at ${url}`);
