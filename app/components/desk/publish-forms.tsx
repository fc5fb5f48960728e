import { Form } from '@remix-run/react';
import type { LetterTask } from '~/domain/letters/letter-task';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import type { Moment } from './moments';
import { BlockingList } from './task-list';
import { TimeOf } from './time-of';

/** The mail to confirm, to the organiser's own mailbox, and the page with the form. */
export function TestSignature(props: {
  slug: string;
  email: string;
  languages: string;
  ready: boolean;
  testedAt: Moment | null;
  maySend: boolean;
}) {
  const { slug, email, languages, ready, testedAt, maySend } = props;
  return (
    <section id="test" aria-labelledby="test-heading">
      <h2 id="test-heading">Test signature</h2>
      <p>
        Look at what somebody meets who signs:{' '}
        <a href={`/organise/letters/${slug}/preview`}>the page with the form</a>, and the mail that
        asks to confirm. Nobody signs by it and nothing is counted; the links in the mail lead
        nowhere.
      </p>
      {testedAt ? (
        <p>
          Last sent on <TimeOf moment={testedAt} />.
        </p>
      ) : null}
      {!ready ? <p>The mail can be sent when every text is complete.</p> : null}
      {ready && maySend ? (
        <Form method="post">
          <button type="submit" name="intent" value="test" className="desk-button-quiet">
            Send the mail to {email} ({languages})
          </button>
        </Form>
      ) : null}
    </section>
  );
}

type PublishFormProps = {
  slug: string;
  role: OrganiserRole;
  state: 'draft' | 'open' | 'closed';
  /** Somebody has signed the public text, or a copy of it has left. */
  fixed: boolean;
  /** What is written is what is public. */
  same: boolean;
  blocking: LetterTask[];
  languages: string;
  mayPublish: boolean;
  /** Organisations that stand under the public text. */
  organisations: number;
};

/** The button that makes the letter public, or why there is none. */
export function PublishForm(props: PublishFormProps) {
  return (
    <section id="publish" aria-labelledby="publish-heading">
      <h2 id="publish-heading">{props.state === 'draft' ? 'Publish' : 'Publish again'}</h2>
      <PublishBody {...props} />
    </section>
  );
}

function PublishBody(props: PublishFormProps) {
  const { slug, role, state, fixed, same, blocking, languages, mayPublish, organisations } = props;
  if (state === 'closed') return <p>The letter is closed. Its text stays as people found it.</p>;
  if (state === 'open' && same) return <p>What is written is what is public.</p>;
  if (fixed) {
    return (
      <p>
        Somebody has signed the public text, or a copy of it has left: it cannot be replaced any
        more. A change goes out as a new version, under{' '}
        <a href={`/organise/letters/${slug}/versions/new`}>Versions</a>.
      </p>
    );
  }
  if (blocking.length > 0) {
    return (
      <>
        <p>Before the letter can be published, this is left to do:</p>
        <BlockingList tasks={blocking} slug={slug} role={role} />
      </>
    );
  }
  if (!mayPublish) return <p>Everything is ready. An owner of the letter can publish it.</p>;
  return (
    <Form method="post">
      <p>
        {state === 'draft'
          ? `From then on everybody can read and sign it, in ${languages}.`
          : `The new text takes the place of the public one, in ${languages}.`}{' '}
        Until the first signature you can change it and publish it again; after that its text stays.
      </p>
      {organisations > 0 ? (
        <p>
          {organisations === 1
            ? 'One organisation stands under the text that is public now.'
            : `${organisations} organisations stand under the text that is public now.`}{' '}
          Nobody tells them of the new one: do it before you press.
        </p>
      ) : null}
      <button type="submit" name="intent" value="publish" className="desk-button">
        {state === 'draft' ? 'Publish the letter' : 'Publish the new text'}
      </button>
    </Form>
  );
}

/** The background has no versions: what is written replaces what is public at any time. */
export function BackgroundForm({ drafted }: { drafted: string }) {
  return (
    <section aria-labelledby="background-heading">
      <h2 id="background-heading">Background</h2>
      <p>There is a draft of the background that is not public ({drafted}).</p>
      <Form method="post">
        <button type="submit" name="intent" value="background" className="desk-button-quiet">
          Publish the background
        </button>
      </Form>
    </section>
  );
}
