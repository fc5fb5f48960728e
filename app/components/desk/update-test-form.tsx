import { Form } from '@remix-run/react';
import { CheckBox } from './form-fields';

/** Sends the mail in each language to oneself and to members of the team. */
export function UpdateTestForm(props: {
  members: { id: string; email: string }[];
  most: number;
  tested: boolean;
  typed?: Record<string, string>;
}) {
  const { members, most, tested, typed } = props;
  return (
    <section aria-labelledby="test-heading">
      <h2 id="test-heading">{tested ? 'Send another test' : 'Send a test'}</h2>
      <p>
        You get the mail in each language, marked as a test. Any later change of the text asks for a
        new test and a new approval.
      </p>
      <Form method="post">
        {members.length > 0 ? (
          <fieldset className="desk-update-testers" id="testers" tabIndex={-1}>
            <legend>And these members of the team, at most {most}</legend>
            {members.map(({ id, email }) => (
              <CheckBox
                key={id}
                id={`to-${id}`}
                name={`to-${id}`}
                label={email}
                checked={typed?.[`to-${id}`] === 'yes'}
              />
            ))}
          </fieldset>
        ) : null}
        <button type="submit" name="intent" value="test" className="desk-button">
          Send the test
        </button>
      </Form>
    </section>
  );
}
