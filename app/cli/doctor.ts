import type { Command } from 'commander';
import { checkHealth } from '~/server/check-health.server';
import type { Finding } from '~/server/finding';
import { CommandRefusal, print, withContext } from './with-context';

const marks: Record<Finding['level'], string> = { ok: 'ok  ', warning: 'warn', fault: 'FAIL' };

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'check configuration, database, mail server, SPF, DKIM and DMARC, proxies, clock and disk',
    )
    .action(async () =>
      withContext(async (ctx) => {
        const findings = await checkHealth(ctx);
        for (const { level, subject, detail } of findings) {
          print(`${marks[level]}  ${subject}: ${detail}`);
        }
        const faults = findings.filter(({ level }) => level === 'fault').length;
        if (faults > 0) throw new CommandRefusal(`${faults} of ${findings.length} checks failed.`);
      }),
    );
}
