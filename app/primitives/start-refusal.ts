/** An expected reason why the application cannot start; the message is one sentence for the operator. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}
