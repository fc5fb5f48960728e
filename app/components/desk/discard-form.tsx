import { Form } from '@remix-run/react';
import { CheckBox } from './form-fields';

/** Takes a draft away; what that means stands before the button, and a box has to be ticked. */
export function DiscardForm(props: { revision: number; language: string; published: boolean }) {
  const { revision, language, published } = props;
  return (
    <details className="editor-discard">
      <summary>Discard the {language} draft</summary>
      <Form method="post">
        <p>
          {published
            ? 'The public text stays as it is, and the next draft begins with it. What was written in this draft is gone.'
            : 'Nothing is public yet: everything that was written in this language is gone.'}
        </p>
        <input type="hidden" name="revision" value={revision} />
        <CheckBox id="sure" name="sure" label="Yes, discard what was written" />
        <button
          type="submit"
          name="intent"
          value="discard"
          className="desk-button desk-button-warn"
        >
          Discard the draft
        </button>
      </Form>
    </details>
  );
}
