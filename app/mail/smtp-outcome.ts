import { maskServerAnswer } from './mask-server-answer';

/** How far a try came: session set-up, log-in, the two envelope commands, the message itself. */
export type SmtpPhase = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data';

/**
 * What is truthfully known after one try. `answer` is what the server said, masked; `fault` says in
 * one line why the message was not accepted. `unknown` means that the message had begun to leave
 * and no complete answer came, so it may or may not have arrived.
 */
export type SmtpOutcome =
  | { outcome: 'accepted'; answer: string }
  | {
      outcome: 'temporary' | 'permanent';
      phase: SmtpPhase;
      answer: string | null;
      fault: string;
    }
  | { outcome: 'unknown'; phase: 'data'; answer: string | null; fault: string };

export type SmtpFault = {
  message: string;
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
};

/** Codes that refuse our session, not this message (RFC 4954 §6): mending it is the operator's. */
const aboutOurSession = new Set([530, 534, 535, 538]);

function phaseOf(fault: SmtpFault, reached: SmtpPhase): SmtpPhase {
  if (fault.command === 'RCPT TO') return 'rcpt';
  return fault.command === 'DATA' ? 'data' : reached;
}

/**
 * Judges a failed try. `reached` is the phase we were in, `dataStarted` whether a byte of the
 * message may have left. After that only a complete 4xx or 5xx answer to the message is certainty.
 */
export function judgeFault(
  fault: SmtpFault,
  reached: SmtpPhase,
  dataStarted: boolean,
): Exclude<SmtpOutcome, { outcome: 'accepted' }> {
  const answer = fault.response ? maskServerAnswer(fault.response) : null;
  const code = fault.responseCode ?? 0;
  const said = { answer, fault: maskServerAnswer(fault.message) };
  if (dataStarted) {
    const refused = fault.code === 'EMESSAGE' && code >= 400 && code < 600;
    if (!refused) return { outcome: 'unknown', phase: 'data', ...said };
    return { outcome: code < 500 ? 'temporary' : 'permanent', phase: 'data', ...said };
  }
  const phase = phaseOf(fault, reached);
  const refusedMessage =
    (phase === 'mail' || phase === 'rcpt' || phase === 'data') &&
    (code >= 500 ? code < 600 && !aboutOurSession.has(code) : refusedUnsent(fault));
  return { outcome: refusedMessage ? 'permanent' : 'temporary', phase, ...said };
}

/** Refused on our side of the line: larger than the server takes, or no usable envelope. */
function refusedUnsent(fault: SmtpFault): boolean {
  return !fault.response && (fault.code === 'EMESSAGE' || fault.code === 'EENVELOPE');
}
