import { describedBy, Field } from './field';
import { useTranslate } from './locale-context';
import type { RoomFault, RoomTyped } from './room-page';
import { TextField } from './text-field';

type Given = { fault: RoomFault | null; error: string | null; typed: RoomTyped | null };

function errorAt({ fault, error }: Given, field: string): string | undefined {
  return fault?.field === field ? (error ?? undefined) : undefined;
}

/** "We have received it": one button, and two fields that may stay empty. */
export function RoomReceipt(props: Given & { receivedOn: string | null }) {
  const t = useTranslate();
  const { receivedOn, typed } = props;
  return (
    <section id="receipt" className="page-section" aria-labelledby="receipt-title">
      <h2 id="receipt-title">{t('room.receipt.title')}</h2>
      {receivedOn ? (
        <p>{t('room.receipt.done', { date: receivedOn })}</p>
      ) : (
        <form method="post" noValidate>
          <p>{t('room.receipt.intro')}</p>
          <p className="hint">{t('room.receipt.hint')}</p>
          <TextField
            id="name"
            name="name"
            label={t('room.receipt.name')}
            value={typed?.name}
            error={errorAt(props, 'name')}
            input={{ autoComplete: 'off', maxLength: 800 }}
          />
          <TextField
            id="reference"
            name="reference"
            label={t('room.receipt.reference')}
            value={typed?.reference}
            error={errorAt(props, 'reference')}
            input={{ autoComplete: 'off', maxLength: 800 }}
          />
          <button className="button" type="submit" name="intent" value="receive">
            {t('room.receipt.button')}
          </button>
        </form>
      )}
    </section>
  );
}

/** A reply in words, with a file, or both. */
export function RoomReply(props: Given) {
  const t = useTranslate();
  const textError = errorAt(props, 'text');
  const fileError = errorAt(props, 'file');
  const file = {
    id: 'file',
    label: t('room.reply.file'),
    hint: t('room.reply.fileHint'),
    error: fileError,
  };
  return (
    <section id="reply" className="page-section" aria-labelledby="reply-title">
      <h2 id="reply-title">{t('room.reply.title')}</h2>
      <form method="post" encType="multipart/form-data" noValidate>
        <p>{t('room.reply.intro')}</p>
        <Field id="text" label={t('room.reply.text')} error={textError}>
          <textarea
            className="control"
            id="text"
            name="text"
            rows={8}
            defaultValue={props.typed?.text}
            aria-invalid={textError ? true : undefined}
            aria-describedby={textError ? 'text-error' : undefined}
          />
        </Field>
        <Field {...file}>
          <input
            className="control control-file"
            id="file"
            name="file"
            type="file"
            accept="application/pdf,image/png,image/jpeg,image/webp"
            aria-invalid={fileError ? true : undefined}
            aria-describedby={describedBy(file)}
          />
        </Field>
        <button className="button" type="submit" name="intent" value="reply">
          {t('room.reply.button')}
        </button>
      </form>
    </section>
  );
}
