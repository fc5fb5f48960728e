import { Form } from '@remix-run/react';
import type { ReplyFileView } from '~/domain/replies/read-reply.server';
import type { SealedReply } from '~/domain/replies/reply';
import { FactList } from './fact-list';
import { writeSize } from './figures';
import { replySourceLabels } from './ledger-labels';
import type { Moment } from './moments';
import { kindOf, type ShownReply } from './reply-tables';
import { TimeOf } from './time-of';

type ShownDetail = Omit<ShownReply, 'recordedAt' | 'publishedAt'> & {
  recordedAt: Moment;
  publishedAt: Moment | null;
  recordedBy: string;
  judgedBy: string | null;
};

/** What is known of a reply besides its words. */
export function ReplyFacts({ reply, zone }: { reply: ShownDetail; zone: string }) {
  const { addressee, statementUrl, judgedBy } = reply;
  return (
    <FactList
      facts={[
        { term: 'Kind', value: kindOf(reply) + (judgedBy ? `, said by ${judgedBy}` : '') },
        { term: `Came (${zone})`, value: <TimeOf moment={reply.receivedAt} /> },
        { term: 'Way', value: replySourceLabels[reply.source] },
        { term: 'Answers', value: addressee ? `the letter to ${addressee}` : 'no delivery yet' },
        ...(statementUrl ? [{ term: 'Public statement', value: statementUrl }] : []),
        {
          term: 'Recorded',
          value: (
            <>
              <TimeOf moment={reply.recordedAt} /> by {reply.recordedBy}
            </>
          ),
        },
        {
          term: 'Public',
          value: reply.publishedAt ? <TimeOf moment={reply.publishedAt} /> : 'no',
        },
      ]}
    />
  );
}

/** The words as plain text; nothing in them becomes a link, a picture or a page. */
export function ReplyWords({ words }: { words: SealedReply | null }) {
  if (!words) return <p>What was written has been erased.</p>;
  return (
    <section aria-labelledby="words-heading">
      <h2 id="words-heading">{words.subject || 'What was written'}</h2>
      <p>From: {words.from}</p>
      <div className="desk-words">{words.text || 'No text; see the files.'}</div>
    </section>
  );
}

/** Files as they came, to be saved and opened elsewhere with care. */
export function ReplyFiles({ files, path }: { files: ReplyFileView[]; path: string | null }) {
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="files-heading">
      <h2 id="files-heading">Files</h2>
      <p>They are as their sender made them. Open them with care, as any file from a stranger.</p>
      <ul className="desk-ledger">
        {files.map(({ id, name, size, hash }) => (
          <li key={id}>
            <p>
              {name || 'file without a name'}, {writeSize(size)}
              <br />
              <span className="desk-soft">
                SHA-256 <code>{hash}</code>
              </span>
            </p>
            {path ? (
              <Form method="post" action={path} reloadDocument>
                <input type="hidden" name="file" value={id} />
                <button type="submit" className="desk-button-quiet">
                  Download<span className="desk-hidden"> {name}</span>
                </button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
