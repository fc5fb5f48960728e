import type { PrintFacts, SeparateAnnex } from '~/domain/letters/press';
import { FactList } from './fact-list';
import { writeCount, writePeople } from './figures';
import type { Moment } from './moments';
import { PrintPack, printFactsOf } from './print-pack';
import { TimeOf } from './time-of';

type PreviewedDelivery = {
  addressee: string;
  to: string;
  copies: string[];
  subject: string;
  messageId: string;
  signatures: number;
  onPaper: number;
  named: number;
  endorsements: number;
  frozenAt: Moment;
  preparedBy: string;
  snapshotHash: string;
  pdfHash: string;
  messageHash: string;
  pdfSize: string;
  annex: SeparateAnnex | null;
  printed: PrintFacts | null;
  /** Null where no mail is involved. */
  messageSize: string | null;
  /** Null for a role that may not read the names in it. */
  text: string | null;
};

function messageFacts({ messageId, messageHash }: PreviewedDelivery) {
  return [
    { term: 'Message-ID', value: <code>{messageId}</code> },
    { term: 'SHA-256 of the message', value: <code>{messageHash}</code> },
  ];
}

function factsOf(delivery: PreviewedDelivery) {
  return [
    { term: 'Addressee', value: <bdi>{delivery.addressee}</bdi> },
    { term: 'To', value: delivery.to },
    ...(delivery.copies.length > 0 ? [{ term: 'Copies', value: delivery.copies.join(', ') }] : []),
    { term: 'Subject', value: <bdi>{delivery.subject}</bdi> },
    { term: 'Signatures', value: writePeople(delivery.signatures) },
    { term: 'Named in the annex', value: writePeople(delivery.named) },
    { term: 'Counted only', value: writePeople(delivery.signatures - delivery.named) },
    ...(delivery.onPaper > 0
      ? [{ term: 'On paper, stated apart', value: writeCount(delivery.onPaper) }]
      : []),
    { term: 'Organisations', value: writeCount(delivery.endorsements) },
    { term: 'Frozen', value: <TimeOf moment={delivery.frozenAt} /> },
    { term: 'Prepared by', value: delivery.preparedBy },
    ...(delivery.messageSize ? messageFacts(delivery) : []),
    { term: 'SHA-256 of the snapshot', value: <code>{delivery.snapshotHash}</code> },
    { term: 'SHA-256 of the PDF', value: <code>{delivery.pdfHash}</code> },
    ...printFactsOf(delivery),
  ];
}

/** Exactly what leaves, or has left: frozen when it was prepared. */
export function DeliveryPreview({ delivery, base }: { delivery: PreviewedDelivery; base: string }) {
  return (
    <section aria-labelledby="preview-heading">
      <h2 id="preview-heading">
        {delivery.messageSize ? 'Exactly this message' : 'Exactly these papers'}
      </h2>
      <FactList facts={factsOf(delivery)} />
      {delivery.text === null ? (
        <p>Your role does not include the names in this message, so its text is not shown.</p>
      ) : (
        <>
          <ul className="desk-downloads">
            <li>
              <a href={`${base}/pdf`} download>
                {delivery.annex ? 'Letter' : 'Letter with annex'} (PDF, {delivery.pdfSize})
              </a>
            </li>
            {delivery.messageSize ? (
              <li>
                <a href={`${base}/eml`} download>
                  Whole message as it is sent (.eml, {delivery.messageSize})
                </a>
              </li>
            ) : null}
            <PrintPack base={base} annex={delivery.annex} />
          </ul>
          <h3 id="pdf-heading">The PDF</h3>
          <iframe
            className="preview-pdf"
            title="The PDF as it leaves"
            src={`${base}/pdf?view`}
            loading="lazy"
          />
          <h3 id="text-heading">
            {delivery.messageSize ? 'Plain text part' : 'The letter as text'}
          </h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className="desk-message" aria-labelledby="text-heading" tabIndex={0}>
            <pre>{delivery.text}</pre>
          </section>
        </>
      )}
    </section>
  );
}
