import { promisedUpdates } from '~/domain/updates/update';
import { writeCount, writePeople } from './figures';

function had(count: number): string {
  if (count === 0) return 'have had none yet';
  if (count >= promisedUpdates) return `have had all ${promisedUpdates} and get no more`;
  return `have had ${count}`;
}

/** How much is used of what the box in the form promises, person by person. */
export function UpdatePromise({ use }: { use: { had: number; people: number }[] }) {
  const all = use.reduce((sum, { people }) => sum + people, 0);
  return (
    <section aria-labelledby="promise-heading">
      <h2 id="promise-heading">Who asked for news</h2>
      <p>
        The form promises at most {promisedUpdates} emails, news and answers together. This is
        counted for each person: whoever signed later has had fewer.{' '}
        <strong>{writePeople(all)}</strong> {all === 1 ? 'wants' : 'want'} news now.
      </p>
      {use.length > 0 ? (
        <ul>
          {use.map((group) => (
            <li key={group.had}>
              {writeCount(group.people)} {had(group.had)}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
