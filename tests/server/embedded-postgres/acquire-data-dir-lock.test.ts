import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StartRefusal } from '~/primitives/start-refusal';
import { acquireDataDirLock } from '~/server/embedded-postgres/acquire-data-dir-lock.server';
import { startInAnotherProcess } from './support/start-in-another-process';
import { workInFolder } from './support/work-in-folder';

describe('the lock of a data directory', () => {
  const { dataDir, start } = workInFolder();
  const lockFile = () => join(dataDir(), 'application.lock');

  function leaveLock(owner: object) {
    mkdirSync(dataDir(), { recursive: true });
    writeFileSync(lockFile(), JSON.stringify(owner));
  }

  it('turns a second application away and names the first, which goes on undisturbed', async () => {
    const other = await startInAnotherProcess(dataDir());
    const refusal = await start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartRefusal);
    expect(String(refusal)).toContain(
      `in use by another run of the application (process ${other.pid}`,
    );
    expect(readFileSync(lockFile(), 'utf8')).toContain(`"pid":${other.pid}`);
    await other.kill();
    expect((await start()).started).toBe('adopted');
  });

  it('can be taken again once it was released', async () => {
    const lock = await acquireDataDirLock(dataDir());
    await expect(acquireDataDirLock(dataDir())).rejects.toBeInstanceOf(StartRefusal);
    lock.release();
    (await acquireDataDirLock(dataDir())).release();
    expect(readdirSync(dataDir())).toEqual([]);
  });

  it.each([
    ['a process that is gone', { pid: 4194303, startedAt: 'long ago' }],
    ['a process whose number another one has now', { pid: process.pid, startedAt: 'long ago' }],
    ['nobody', {}],
  ])('passes from %s to exactly one of many starters', async (_, owner) => {
    leaveLock(owner);
    const starters = Array.from({ length: 8 }, () => acquireDataDirLock(dataDir()));
    const outcomes = await Promise.allSettled(starters);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readdirSync(dataDir())).toEqual(['application.lock']);
  });

  it('passes on although an earlier taker was killed half-way', async () => {
    const gone = { pid: 4194303, startedAt: 'long ago' };
    leaveLock(gone);
    const lock = createHash('sha256').update(JSON.stringify(gone)).digest('hex');
    writeFileSync(`${lockFile()}.${lock.slice(0, 16)}`, JSON.stringify(gone));
    await acquireDataDirLock(dataDir());
    expect(readdirSync(dataDir())).toEqual(['application.lock']);
  });

  it('is not taken away by somebody who lost it', async () => {
    const lost = await acquireDataDirLock(dataDir());
    leaveLock({ pid: 1, startedAt: 'the next owner' });
    lost.release();
    expect(readFileSync(lockFile(), 'utf8')).toContain('the next owner');
  });
});
