import { vi } from 'vitest';
import { runCommandLine } from '~/cli/run-command-line';

let known: Promise<Map<string, string>> | null = null;

/** Every verb of the command line ("letter status") with what `--help` says of it. */
export function listCommands(): Promise<Map<string, string>> {
  known ??= collect([]);
  return known;
}

async function collect(words: string[]): Promise<Map<string, string>> {
  const help = await readHelp(words);
  const commands = /^Commands:\n([\s\S]*)/m.exec(help)?.[1];
  if (commands === undefined) return new Map([[words.join(' '), help]]);
  const found = new Map<string, string>();
  for (const [, word = ''] of commands.matchAll(/^ {2}([a-z-]+)/gm)) {
    if (word === 'help') continue;
    for (const [verb, text] of await collect([...words, word])) found.set(verb, text);
  }
  return found;
}

async function readHelp(words: string[]): Promise<string> {
  let help = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    help += text;
    return true;
  });
  try {
    await runCommandLine(['node', 'undersigned', ...words, '--help']);
  } finally {
    spy.mockRestore();
  }
  return help;
}
