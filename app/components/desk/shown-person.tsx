import { Form } from '@remix-run/react';
import { FactList } from './fact-list';

type Person = {
  name: string;
  latinName: string | null;
  email: string;
  title: string | null;
  affiliation: string | null;
  comment: string | null;
};

/** What was masked, in the one answer to the button that asked for it. */
export function ShownPerson({ person, lang }: { person: Person; lang: string }) {
  const value = (text: string | null) => (text ? <bdi lang={lang}>{text}</bdi> : '–');
  return (
    <section aria-labelledby="shown-heading" className="desk-card">
      <h2 id="shown-heading">Shown this once</h2>
      <p>That you saw this is on record. It is gone when you leave or load this page.</p>
      <FactList
        facts={[
          { term: 'Name', value: value(person.name) },
          ...(person.latinName
            ? [{ term: 'In Latin letters', value: value(person.latinName) }]
            : []),
          { term: 'Email address', value: person.email || 'erased' },
          { term: 'Title', value: value(person.title) },
          { term: 'Affiliation', value: value(person.affiliation) },
          { term: 'Comment to the organisers', value: value(person.comment) },
        ]}
      />
    </section>
  );
}

/** Asks for what is masked. */
export function ShowPersonForm() {
  return (
    <Form method="post" className="desk-show">
      <button type="submit" name="intent" value="show" className="desk-button-quiet">
        Show address, name and comment
      </button>
      <p className="desk-hint">It is on record that you looked, and when.</p>
    </Form>
  );
}
