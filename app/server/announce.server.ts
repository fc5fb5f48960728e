import type { Context } from '~/context.server';
import { sampleCampaign } from '~/sample/sample-campaign';

/** Says where things are, on standard output, for the person who started the application. */
export function announce(
  ctx: Context,
  options: { say(line: string): void; signInUrl: string | null; nobody: boolean },
): void {
  const { publicUrl, config } = ctx;
  const lines: [string, string][] = [];
  if (options.signInUrl && config.sample)
    lines.push(['Letter', `${publicUrl}/letters/${sampleCampaign.slug}`]);
  else lines.push(['Letters', `${publicUrl}/`]);
  if (!config.smtpUrl) lines.push(['Captured mail', `${publicUrl}/dev/mail`]);
  else if (config.delivery === 'capture') {
    lines.push(['Captured letters', `${publicUrl}/dev/mail`]);
  }
  if (options.signInUrl) lines.push(['Organiser sign-in (once, 30 minutes)', options.signInUrl]);
  else lines.push(['Organisers', `${publicUrl}/organise/sign-in`]);
  options.say('');
  for (const [what, where] of lines) options.say(`${what}: ${where}`);
  if (options.nobody) {
    options.say(
      '\nThere is no organiser yet. Make yourself one; its link leads through the set-up:',
    );
    options.say('  npx undersigned organiser add you@example.org --role owner');
  }
  options.say('\nUndersigned is running. Ctrl-C stops it.');
}
