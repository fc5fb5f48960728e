import { Form } from '@remix-run/react';

/** The owners' switch for whether who entered a batch may verify it. */
export function SecondPersonForm({ needed, mayChange }: { needed: boolean; mayChange: boolean }) {
  return (
    <section aria-labelledby="second-heading">
      <h2 id="second-heading">Who verifies a count</h2>
      <p>
        {needed
          ? 'Another organiser than who entered a batch counts the sheets again and verifies it.'
          : 'Whoever enters a batch may verify it as well.'}
      </p>
      {mayChange ? (
        <Form method="post">
          <input type="hidden" name="needed" value={needed ? 'no' : 'yes'} />
          <button type="submit" name="intent" value="second-person" className="desk-button-quiet">
            {needed ? 'Let one person do both' : 'Ask for a second person'}
          </button>
        </Form>
      ) : null}
    </section>
  );
}
