import { loadTypeScript } from './load-typescript.js';

await loadTypeScript();
const { takePrintJob } = await import('../app/documents/take-print-job.server.ts');
takePrintJob();
