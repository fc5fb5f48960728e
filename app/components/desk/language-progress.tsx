import { Link } from '@remix-run/react';
import type { TextStatus } from '~/domain/letters/text-status.server';
import type { Locale } from '~/i18n/locale';
import { DataTable } from './data-table';
import { textStatusLabels } from './editor-hints';
import type { Moment } from './moments';
import { languageNames } from './state-labels';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

export type LanguageState = {
  locale: Locale;
  isMaster: boolean;
  status: TextStatus;
  /** How many fields of a translation have another master than they were made from. */
  changed: number;
  missing: number;
  review: string;
  savedAt: Moment | null;
  mayWrite: boolean;
};

/** How far a text is in each language, and the way to write and preview it. */
export function LanguageProgress(props: {
  states: LanguageState[];
  base: string;
  hasPreview?: boolean;
}) {
  const { states, base, hasPreview = true } = props;
  return (
    <DataTable
      id="languages"
      caption="Languages"
      columns={[
        { label: 'Language' },
        { label: 'State' },
        { label: 'Review' },
        { label: 'Draft saved' },
        { label: 'Write' },
        ...(hasPreview ? [{ label: 'Look at' }] : []),
      ]}
      rows={states.map((state) => {
        const { locale } = state;
        const name = languageNames[locale];
        return {
          key: locale,
          cells: [
            <Link key="name" to={`?language=${locale}`}>
              {state.isMaster ? `${name} (master)` : name}
            </Link>,
            <ProgressTag key="state" {...state} />,
            state.isMaster ? '–' : state.review,
            <TimeOf key="saved" moment={state.savedAt} />,
            state.mayWrite ? (
              <a key="edit" href={`${base}/edit?language=${locale}`}>
                {state.isMaster ? 'Edit' : 'Translate'}
                <span className="desk-hidden"> {name}</span>
              </a>
            ) : (
              '–'
            ),
            ...(hasPreview
              ? [
                  <a key="preview" href={`${base}/preview?language=${locale}`}>
                    Preview<span className="desk-hidden"> {name}</span>
                  </a>,
                ]
              : []),
          ],
        };
      })}
    />
  );
}

function ProgressTag({ status, changed, missing }: LanguageState) {
  const more =
    status === 'out-of-date' ? `${changed} changed` : missing > 0 ? `${missing} still empty` : '';
  return (
    <>
      <StateTag state={status} label={textStatusLabels[status]} />{' '}
      {more && status !== 'not-started' ? <span className="desk-soft">{more}</span> : null}
    </>
  );
}
