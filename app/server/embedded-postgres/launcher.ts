/** How PostgreSQL's programs are run: PostgreSQL itself refuses to run as root. */
export type Launcher = {
  kind: 'direct' | 'user-namespace' | 'other-user';
  /** Put before the program and its arguments; replaces itself by the program, so the process id is the program's. */
  prefix: string[];
  /** The user and group to become; also the owner that PostgreSQL's files need. */
  identity?: { uid: number; gid: number };
};
