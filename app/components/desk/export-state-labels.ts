import type { ExportState } from '~/domain/exports/export';

export const exportStateLabels: Record<ExportState, string> = {
  queued: 'waits for the worker',
  running: 'being made',
  ready: 'ready',
  failed: 'broken off',
  cancelled: 'called off',
  expired: 'expired',
};
