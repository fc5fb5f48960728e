import type { LetterTask, TaskState } from '~/domain/letters/letter-task';
import { type OrganiserRole, permits } from '~/domain/organisers/organiser';
import { taskHint, taskLabel, taskPlace, taskStateLabels } from './task-labels';

const tones: Record<TaskState, 'ok' | 'warn' | 'plain'> = {
  completed: 'ok',
  'in-progress': 'warn',
  'out-of-date': 'warn',
  'not-started': 'plain',
  'cannot-start': 'plain',
};

type TaskListProps = { tasks: LetterTask[]; slug: string; role: OrganiserRole };

function taskId({ name, locale }: LetterTask): string {
  return locale ? `task-${name}-${locale}` : `task-${name}`;
}

/** A link for those who may go there; the words alone for the others. */
export function TaskLink({
  task,
  slug,
  role,
}: { task: LetterTask } & Omit<TaskListProps, 'tasks'>) {
  const { path, acts } = taskPlace(task);
  const label = taskLabel(task);
  const open = task.state !== 'cannot-start' && acts.some((act) => permits(role, act));
  return open ? (
    <a href={`/organise/letters/${slug}${path}`} aria-describedby={`${taskId(task)}-state`}>
      {label}
    </a>
  ) : (
    <span>{label}</span>
  );
}

/** What is to be done before the letter is public, each with how far it is. */
export function TaskList({ tasks, slug, role }: TaskListProps) {
  return (
    <ul className="desk-tasks">
      {tasks.map((task) => (
        <li key={taskId(task)}>
          <div>
            <TaskLink task={task} slug={slug} role={role} />
            <p className="desk-hint">{taskHint(task)}</p>
          </div>
          <span id={`${taskId(task)}-state`} className={`desk-tag desk-tag-${tones[task.state]}`}>
            {taskStateLabels[task.state]}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What stands in the way, as links. */
export function BlockingList({ tasks, slug, role }: TaskListProps) {
  return (
    <ul>
      {tasks.map((task) => (
        <li key={taskId(task)}>
          <TaskLink task={task} slug={slug} role={role} />
        </li>
      ))}
    </ul>
  );
}
