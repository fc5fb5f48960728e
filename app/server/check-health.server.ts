import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Context } from '~/context.server';
import { listMigrations } from '~/db/migrator.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { readSigningIdentity } from '~/documents/signing-identity.server';
import { parseSmtpUrl } from '~/mail/parse-smtp-url.server';
import { days, seconds } from '~/primitives/duration';
import { checkMailDomain, createTxtLookup, type TxtLookup } from './check-mail-domain.server';
import type { Finding } from './finding';

const clockTolerance = seconds(5);
/** Time enough to get another certificate. */
const certificateWarning = days(30);
const diskWanted = 1024 ** 3;

/**
 * Looks at everything a running installation depends on; changes nothing. `lookUp` answers for the
 * name servers.
 */
export async function checkHealth(
  ctx: Context,
  lookUp: TxtLookup = createTxtLookup(),
): Promise<Finding[]> {
  const checks = [
    checkConfiguration(ctx),
    checkSchema(ctx),
    checkClock(ctx),
    checkDisk(ctx),
    checkSigningKey(ctx),
    checkMailServer(ctx),
    checkProxies(ctx),
  ];
  const findings = await Promise.all(checks.map((check) => check.catch(toFault)));
  return [...findings, ...(await checkMailDomain(ctx.config, lookUp))];
}

function toFault(error: Error): Finding {
  return { level: 'fault', subject: 'check', detail: error.message };
}

async function checkConfiguration({ config, publicUrl }: Context): Promise<Finding> {
  const mode = config.production ? 'production' : 'trial';
  const mail = config.smtpUrl ? 'SMTP' : 'captured';
  const detail = `${mode}, ${publicUrl}, mail ${mail}, letters ${config.delivery}`;
  const plain = config.production && publicUrl.startsWith('http:');
  return { level: plain ? 'warning' : 'ok', subject: 'configuration', detail };
}

/** TLS ends in a proxy, which then stands between every visitor and the limits by network. */
async function checkProxies({ config, publicUrl }: Context): Promise<Finding> {
  const subject = 'proxies';
  if (config.trustedProxies.length > 0) {
    return { level: 'ok', subject, detail: `${config.trustedProxies.join(', ')} are believed` };
  }
  if (!config.production || !publicUrl.startsWith('https:')) {
    return { level: 'ok', subject, detail: 'none is believed' };
  }
  const detail =
    'TRUSTED_PROXIES is empty, so every visitor seems to come from the proxy in front, and limits by network do not hold: name its address there';
  return { level: 'warning', subject, detail };
}

async function checkSchema(ctx: Context): Promise<Finding> {
  const pending = (await listMigrations(ctx.db)).filter((migration) => !migration.executedAt);
  const detail = pending.length > 0 ? 'run: npx undersigned migrate' : 'schema is up to date';
  return { level: pending.length > 0 ? 'fault' : 'ok', subject: 'database', detail };
}

async function checkClock(ctx: Context): Promise<Finding> {
  const apart = Math.abs((await readDatabaseClock(ctx.db)).getTime() - ctx.clock.now().getTime());
  const detail = `${Math.round(apart)} ms from the database's clock`;
  return { level: apart > clockTolerance ? 'fault' : 'ok', subject: 'clock', detail };
}

async function checkDisk(ctx: Context): Promise<Finding> {
  const disk = await statfs(ctx.config.dataDir);
  const free = disk.bavail * disk.bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free for DATA_DIR`;
  return { level: free < diskWanted ? 'warning' : 'ok', subject: 'disk', detail };
}

/** A key that is not there yet is made with the first document, so a look must not make it. */
async function checkSigningKey({ config, clock }: Context): Promise<Finding> {
  const subject = 'signing key';
  const identity = readSigningIdentity(config);
  if (!identity) return { level: 'ok', subject, detail: 'none yet: made with the first document' };
  const [certificate] = identity.certificates;
  const end = new Date(certificate?.validTo ?? 0);
  const left = end.getTime() - clock.now().getTime();
  const whose = certificate?.subject.replaceAll('\n', ', ');
  const kind = certificate?.subject === certificate?.issuer ? 'vouches for itself, ' : '';
  const until = end.toISOString().slice(0, 10);
  const detail = `${whose}, ${kind}${left > 0 ? 'good until' : 'ended on'} ${until} (${identity.file})`;
  const level = left <= 0 ? 'fault' : left < certificateWarning ? 'warning' : 'ok';
  return { level, subject, detail };
}

async function checkMailServer({ config }: Context): Promise<Finding> {
  const subject = 'mail server';
  if (!config.smtpUrl) return { level: 'ok', subject, detail: 'none: mail is captured' };
  const { host, port } = parseSmtpUrl(config.smtpUrl);
  const greeting = await readGreeting(host, port).catch((error: Error) => error);
  if (greeting instanceof Error) return { level: 'fault', subject, detail: greeting.message };
  return { level: greeting.startsWith('220') ? 'ok' : 'fault', subject, detail: greeting };
}

function readGreeting(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: seconds(10) });
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('latin1').split('\r\n')[0]?.slice(0, 120) ?? '');
    });
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error('no greeting in 10 seconds')));
  });
}
