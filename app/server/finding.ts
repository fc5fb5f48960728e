/** What a look at one thing has shown; a fault is something that does not work. */
export type Finding = { level: 'ok' | 'warning' | 'fault'; subject: string; detail: string };
