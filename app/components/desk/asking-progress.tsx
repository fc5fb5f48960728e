import { Link } from '@remix-run/react';
import type { AskingView } from '~/domain/versions/list-desk-versions.server';
import { FactList } from './fact-list';
import { writeCount, writePeople } from './figures';
import { askingStateLabels } from './version-labels';

/** How far the mails are that ask people to carry their signatures over to a version. */
export function AskingProgress({ number, asking }: { number: number; asking: AskingView }) {
  const { state, expected, asked, leftOut } = asking;
  const id = `asking-${number}`;
  return (
    <>
      <FactList
        facts={[
          { term: 'Mails', value: askingStateLabels[state] },
          { term: 'Asked', value: `${writeCount(asked)} of ${writePeople(expected)}` },
          { term: 'Not asked', value: writePeople(leftOut) },
        ]}
      />
      {leftOut > 0 ? (
        <p className="desk-soft">
          Not asked is who wants no mail about the letter, whose mailbox takes none, and who had
          withdrawn or signed the new text meanwhile.
        </p>
      ) : null}
      {state === 'running' ? (
        <>
          <p>
            <label htmlFor={id}>
              {writeCount(asked + leftOut)} of {writeCount(expected)} looked at, ten a second at
              most
            </label>
            <progress
              id={id}
              className="desk-progress"
              value={asked + leftOut}
              max={Math.max(1, expected)}
            />
          </p>
          <p>
            <Link to=".">Look again</Link>
          </p>
        </>
      ) : null}
    </>
  );
}
