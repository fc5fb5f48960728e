import { useLocation } from '@remix-run/react';
import type { MessageKey } from '~/i18n/translator';
import { ErrorSummary } from './error-summary';
import { LetterSheet } from './letter-sheet';
import { useTranslate } from './locale-context';
import { RoomReceipt, RoomReply } from './room-forms';
import { RoomOrganisations, RoomPeople } from './room-lists';
import type { ShownRoom } from './shown-room';

export type RoomFault = { field: string; key: MessageKey; minutes: number };
export type RoomTyped = { text: string; name: string; reference: string };

const thanks: Record<string, MessageKey> = {
  received: 'room.receipt.thanks',
  replied: 'room.reply.thanks',
};

/** What an addressee reads without an account: the letter as it was sent, and two forms. */
export function RoomPage(props: {
  room: ShownRoom;
  done: string | null;
  fault: RoomFault | null;
  typed: RoomTyped | null;
}) {
  const { room, done, fault, typed } = props;
  const t = useTranslate();
  const said = thanks[done ?? ''];
  const error = fault ? t(fault.key, { minutes: fault.minutes }) : null;
  return (
    <div className="container page room">
      {fault && error ? <ErrorSummary items={[{ href: `#${fault.field}`, text: error }]} /> : null}
      {said ? (
        <p className="room-thanks" role="status">
          <strong>{t(said)}</strong>
        </p>
      ) : null}
      <p>{t('room.intro')}</p>
      <p className="soft">{t('room.noted')}</p>
      <RoomDocuments room={room} />
      <LetterSheet text={room.text} founders={[]} />
      <RoomReceipt receivedOn={room.receivedOn} fault={fault} error={error} typed={typed} />
      <RoomReply fault={fault} error={error} typed={typed} />
      <RoomOrganisations room={room} />
      <RoomPeople room={room} />
      <form method="post" className="page-section">
        <button className="button button-quiet" type="submit" name="intent" value="leave">
          {t('room.leave')}
        </button>
      </form>
    </div>
  );
}

function RoomDocuments({ room }: { room: ShownRoom }) {
  const t = useTranslate();
  const { pathname } = useLocation();
  return (
    <>
      <ul className="download-list">
        {room.documents.map((document) => (
          <li key={document}>
            <a href={`${pathname}/${document === 'pdf' ? 'letter' : 'annex'}.pdf`}>
              {t(`room.${document}`)}
            </a>
          </li>
        ))}
      </ul>
      <p className="soft">
        {t('room.frozen', { date: room.frozenOn })}
        <br />
        {t('room.hash')} <code>{room.pdfHash}</code>
      </p>
    </>
  );
}
