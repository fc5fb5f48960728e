import type { Context } from '~/context.server';
import type { Actor } from '~/domain/organisers/organiser';
import { selectSignatures } from '~/domain/selections/select-signatures.server';
import { showSignatory } from '~/domain/signatures/show-signatory.server';
import { notFound } from './not-found.server';

/** What is masked on a signature's page; throws a Response 404 for one of another letter. */
export async function showPerson(ctx: Context, input: { slug: string; id: string; actor: Actor }) {
  const shown = await showSignatory(ctx, input);
  if (!shown.ok) return notFound();
  const { latinName = null, ...person } = shown.person;
  return { ...person, latinName };
}

/** Selects one signature, and says where to go on; throws a Response 404 like `showPerson`. */
export async function selectOne(
  ctx: Context,
  input: { slug: string; id: string; actor: Actor },
): Promise<string> {
  const { slug, id, actor } = input;
  const selected = await selectSignatures(ctx, { slug, what: { ids: [id] }, actor });
  return selected.ok
    ? `/organise/letters/${slug}/signatures/selections/${selected.id}`
    : notFound();
}
