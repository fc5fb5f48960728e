import { DataTable } from './data-table';
import { writeDay } from './figure-filter-note';
import { FigureLink } from './figure-link';
import { writeCount, writePeople } from './figures';

type Day = { day: string; people: number };

const barWidth = 20;
const gap = 4;
const height = 160;

/** All bars as one path, so that a month weighs little. */
function bars(days: Day[], most: number): string {
  return days
    .flatMap(({ people }, index) => {
      if (people === 0) return [];
      // One person among thousands is still seen.
      const bar = Math.max(2, Math.round((people / most) * height));
      return [`M${index * barWidth} ${height}v-${bar}h${barWidth - gap}v${bar}`];
    })
    .join('');
}

/**
 * Who confirmed on each day, drawn without a script; the same figures stand below as a table, each
 * leading to the people of that day.
 */
export function DayChart({ days, list, zone }: { days: Day[]; list: string | null; zone: string }) {
  const most = Math.max(0, ...days.map(({ people }) => people));
  const total = days.reduce((sum, { people }) => sum + people, 0);
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  const best = days.find(({ people }) => people === most)?.day ?? '';
  const span = `${writeDay(first)} to ${writeDay(last)}`;
  const rows = [...days].reverse().map(({ day, people }) => ({
    key: day,
    cells: [
      <time key="day" dateTime={day}>
        {writeDay(day)}
      </time>,
      <FigureLink
        key="people"
        count={people}
        to={list && `${list}?state=confirmed&confirmedOn=${day}`}
        about={`confirmed on ${writeDay(day)}`}
      />,
    ],
  }));
  return (
    <section aria-labelledby="days-heading">
      <h2 id="days-heading">Confirmed in the last 30 days</h2>
      {most === 0 ? (
        <p>Nobody has confirmed from {span}.</p>
      ) : (
        <figure className="desk-chart">
          <svg
            role="img"
            aria-labelledby="days-title"
            viewBox={`0 0 ${days.length * barWidth - gap} ${height}`}
            preserveAspectRatio="none"
          >
            <title id="days-title">
              {`Confirmed each day, ${span}: ${writePeople(total)} in all, most on ${writeDay(best)} (${writeCount(most)})`}
            </title>
            <path className="desk-chart-bars" d={bars(days, most)} />
          </svg>
          <figcaption>
            <span>{writeDay(first)}</span>
            <span>
              {writePeople(total)} in all, most on {writeDay(best)} ({writeCount(most)})
            </span>
            <span>{writeDay(last)}</span>
          </figcaption>
        </figure>
      )}
      <details className="desk-more">
        <summary>Show as table</summary>
        <DataTable
          id="days"
          caption={`Confirmed each day, newest first (days of ${zone})`}
          columns={[{ label: 'Day' }, { label: 'Confirmed people', numeric: true }]}
          rows={rows}
        />
      </details>
    </section>
  );
}
