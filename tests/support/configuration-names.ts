import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../app/config.server.ts', import.meta.url));

/** The environment variables that the configuration knows. */
export function configurationNames(): string[] {
  const schema = /environmentSchema = z\.object\(\{([\s\S]*?)\n\}\);/.exec(
    readFileSync(file, 'utf8'),
  )?.[1];
  return [...(schema ?? '').matchAll(/^ {2}([A-Z0-9_]+):/gm)].map(([, name = '']) => name);
}
