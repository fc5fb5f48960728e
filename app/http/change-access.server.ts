import type { Refusal } from '~/components/desk/refusal-notice';
import type { Context } from '~/context.server';
import { accessScopes, accessTokenForm } from '~/domain/access/access-token';
import { createAccessToken } from '~/domain/access/create-access-token.server';
import { revokeAccessToken } from '~/domain/access/revoke-access-token.server';
import type { Actor } from '~/domain/organisers/organiser';
import { addWebhook } from '~/domain/webhooks/add-webhook.server';
import { webhookEvents, webhookForm } from '~/domain/webhooks/webhook';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Shown = { kind: 'token' | 'secret'; value: string };
type AccessAnswer =
  | { ok: true; done: 'revoked' }
  | { ok: true; shown: Shown }
  | { ok: false; status: 409 | 422; form: 'token' | 'webhook'; refusal: Refusal };

type Form = 'token' | 'webhook';
type Fault = { field: string; text: string };

const faults: Record<string, Fault> = {
  'label-missing': { field: 'label', text: 'Write what it is for, so that others know it' },
  'label-too-long': { field: 'label', text: 'Shorten the name to 80 characters' },
  'scopes-missing': { field: 'scopes', text: 'Choose what the token may read' },
  'lifetime-missing': { field: 'lifetime', text: 'Choose how long the token lives' },
  'url-format': {
    field: 'url',
    text: 'Enter the whole address, like https://example.org/hooks/letter',
  },
  'events-missing': { field: 'events', text: 'Choose what it is told' },
  'form-stale': { field: 'label', text: 'Open this page again and send the form once more' },
};

const titles = { token: 'No token was made', webhook: 'No webhook was added' };

function refuse(form: Form, code: string): AccessAnswer {
  const fault = faults[code] ?? faults['form-stale'];
  const { field = '', text = '' } = fault ?? {};
  const refusal = { title: titles[form], text, fieldId: `${form}-${field}` };
  return { ok: false, status: 422, form, refusal };
}

function madeAlready(form: Form): AccessAnswer {
  const what = form === 'token' ? 'The token' : 'The secret';
  const text = `This form was sent before. ${what} was shown then and is not shown again; what was made is in the list below, and can be ended there.`;
  return { ok: false, status: 409, form, refusal: { title: 'Nothing new was made', text } };
}

function ticked(fields: FormFields, prefix: string, names: readonly string[]): string[] {
  return names.filter((name) => fields[`${prefix}-${name}`] === 'yes');
}

/**
 * What the page about other programs asks for: a token made or revoked, a webhook added. What is
 * shown once comes back here. Throws a Response 404 for anything else.
 */
export async function changeAccess(
  ctx: Context,
  input: { slug: string; fields: FormFields; actor: Actor },
): Promise<AccessAnswer> {
  const { slug, fields, actor } = input;
  switch (fields.intent) {
    case 'create-token': {
      const scopes = ticked(fields, 'scope', accessScopes);
      const form = accessTokenForm.safeParse({ ...fields, scopes });
      if (!form.success) return refuse('token', form.error.issues[0]?.message ?? '');
      const made = await createAccessToken(ctx, { slug, form: form.data, actor });
      if (made.ok) return { ok: true, shown: { kind: 'token', value: made.token } };
      return made.reason === 'not-found' ? notFound() : madeAlready('token');
    }
    case 'add-webhook': {
      const { production } = ctx.config;
      const events = ticked(fields, 'event', webhookEvents);
      const form = webhookForm({ production }).safeParse({ ...fields, events });
      if (!form.success) return refuse('webhook', form.error.issues[0]?.message ?? '');
      const added = await addWebhook(ctx, { slug, form: form.data, actor });
      if (added.ok) return { ok: true, shown: { kind: 'secret', value: added.secret } };
      return added.reason === 'not-found' ? notFound() : madeAlready('webhook');
    }
    case 'revoke-token': {
      const revoked = await revokeAccessToken(ctx, { slug, id: fields.id ?? '', actor });
      return revoked.ok ? { ok: true, done: 'revoked' } : notFound();
    }
    default:
      return notFound();
  }
}
