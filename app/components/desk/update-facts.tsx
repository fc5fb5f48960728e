import type { UpdateState } from '~/domain/updates/update';
import { FactList } from './fact-list';
import type { Moment } from './moments';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';
import { updateStateLabels, updateStateTexts } from './update-labels';

type Done = { by: string; at: Moment } | null;

/** Where an update stands, and who did what when. */
export function UpdateFacts(props: {
  update: {
    state: UpdateState;
    changed: { by: string; at: Moment };
    tested: Done;
    approved: Done;
    finishedAt: Moment | null;
    publishedAt: Moment | null;
  };
  zone: string;
}) {
  const { update, zone } = props;
  const { state, changed, tested, approved, publishedAt, finishedAt } = update;
  const acts = [
    { term: 'Last changed', done: changed },
    { term: 'Tested', done: tested },
    { term: 'Approved', done: approved },
  ].flatMap(({ term, done }) =>
    done
      ? [
          {
            term,
            value: (
              <>
                <TimeOf moment={done.at} /> ({zone}), {done.by}
              </>
            ),
          },
        ]
      : [],
  );
  const times = [
    { term: 'On the public timeline since', at: state === 'cancelled' ? null : publishedAt },
    { term: 'Ended', at: finishedAt },
  ].flatMap(({ term, at }) => (at ? [{ term, value: <TimeOf moment={at} /> }] : []));
  return (
    <>
      <p className="desk-lead">{updateStateTexts[state]}</p>
      <FactList
        facts={[
          { term: 'State', value: <StateTag state={state} label={updateStateLabels[state]} /> },
          ...acts,
          ...times,
        ]}
      />
    </>
  );
}
