import { Form } from '@remix-run/react';
import { TextField } from './form-fields';
import { Notice } from './notice';

function Hide() {
  return (
    <>
      <p>
        For the day when names on the page put people in danger. One press, and nobody has to be
        asked:
      </p>
      <ul>
        <li>
          the public list, the newest names, the public PDF and text and the public exports stop
          showing names within ten seconds;
        </li>
        <li>the counts stay, and people can go on signing;</li>
        <li>
          the letter to the addressee is not affected: it still names those who chose to be named in
          it.
        </li>
      </ul>
      <p>
        You can show the names again at any time. What somebody has copied or printed cannot be
        called back.
      </p>
      <Form method="post">
        <button
          type="submit"
          name="intent"
          value="hide"
          className="desk-button desk-button-warn desk-button-large"
        >
          Hide all names now
        </button>
      </Form>
    </>
  );
}

function ShowAgain(props: { slug: string; typed?: string; error: string | null }) {
  return (
    <>
      <Notice kind="warn">
        All names are hidden. No public page, document or export shows a signatory’s name; the
        counts are shown as before.
      </Notice>
      <p>
        Showing them again publishes the name of everybody who chose to be on the public page. A
        name that was seen cannot be taken back, so this asks you to type a word first.
      </p>
      <Form method="post" noValidate>
        <TextField
          id="confirm"
          name="confirm"
          label="Type the short name of the letter to confirm"
          hint={`Type: ${props.slug}`}
          autoComplete="off"
          spellCheck={false}
          defaultValue={props.typed}
          error={props.error}
        />
        <button type="submit" name="intent" value="show" className="desk-button">
          Show names again
        </button>
      </Form>
    </>
  );
}

/** The switch for all names of a letter; hiding takes one press, publishing takes more. */
export function HideNames(props: {
  slug: string;
  hidden: boolean;
  typed?: string;
  error: string | null;
}) {
  return (
    <section aria-labelledby="names-heading">
      <h2 id="names-heading">Names on public pages</h2>
      {props.hidden ? <ShowAgain {...props} /> : <Hide />}
    </section>
  );
}
