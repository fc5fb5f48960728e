export type Lock = { by: string; since: string };

/** Who else is editing the text, and the button that takes it over. */
export function LockNotice({ lock }: { lock: Lock }) {
  return (
    <section className="editor-lock" aria-labelledby="lock-heading">
      <h2 id="lock-heading">
        Being edited by {lock.by} since {lock.since}
      </h2>
      <p>
        You can read the text here. If you take over, the other person’s next save is refused; what
        they typed stays on their screen, and they are told who has taken over. Two minutes after
        they have stopped you can write without taking over.
      </p>
      <form method="post">
        <button type="submit" name="intent" value="take-over" className="desk-button">
          Take over
        </button>
      </form>
    </section>
  );
}
