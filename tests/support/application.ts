import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export type CapturedMail = {
  id: string;
  to: string;
  subject: string;
  receivedAt: string;
  links: string[];
  code: string | null;
};

export type Application = {
  origin: string;
  dataDir: string;
  signInUrl: string;
  process: ChildProcess;
  environment: Record<string, string>;
  output(): string;
  /** Runs `undersigned <verb>` beside it; resolves with what it printed and its exit code. */
  command(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  /** The newest captured mail to the address, waited for. */
  mailTo(address: string, subjectPart?: string): Promise<CapturedMail>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

const startWithin = 120_000;

/** Starts the application as `npm start` does, on a free port and a folder of its own. */
export async function startApplication(
  given: Record<string, string> = {},
  dataDir = mkdtempSync(join(tmpdir(), 'undersigned-app-')),
): Promise<Application> {
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    PORT: '0',
    DATA_DIR: dataDir,
    RETRY_SCALE: '0.01',
    LOG_LEVEL: 'warn',
    ...given,
  };
  const child = spawn(process.execPath, ['bin/start.js'], {
    cwd: projectFolder,
    env: environment as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not running in time:\n${output}`));
    }, startWithin);
    function read(text: Buffer): void {
      output += text;
      if (!output.includes('Undersigned is running')) return;
      clearTimeout(late);
      resolve();
    }
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`ended with ${code}:\n${output}`));
    });
  });
  const signInUrl = /https?:\S+\/organise\/sign-in\/\S+/.exec(output)?.[0] ?? '';
  const letterUrl = /^Letters?: (https?:\S+)/m.exec(output)?.[1] ?? '';
  const { origin } = new URL(letterUrl);

  const application: Application = {
    origin,
    dataDir,
    signInUrl,
    process: child,
    environment,
    output: () => output,
    async command(...words) {
      const entry = join(projectFolder, 'bin/undersigned.js');
      const env = environment as unknown as NodeJS.ProcessEnv;
      const options = { cwd: projectFolder, env, maxBuffer: 2 ** 28 };
      try {
        const done = await promisify(execFile)(process.execPath, [entry, ...words], options);
        return { code: 0, ...done };
      } catch (error) {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return { code, stdout, stderr };
      }
    },
    async mailTo(address, subjectPart = '') {
      return until(`a mail to ${address}`, async () => {
        const mails = (await (await fetch(`${origin}/dev/mail.json`)).json()) as CapturedMail[];
        return mails.find((mail) => mail.to === address && mail.subject.includes(subjectPart));
      });
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
  return application;
}

/** Looks again until the answer is there; fails after 30 seconds with what was waited for. */
export async function until<Answer>(
  what: string,
  look: () => Promise<Answer | undefined | null | false>,
): Promise<Answer> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await look();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}
