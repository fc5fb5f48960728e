import { findProgram, installPackage } from './find-program.js';

const packages = [
  { program: 'pdftotext', name: 'poppler-utils' },
  { program: 'pdfsig', name: 'poppler-utils' },
  { program: 'qpdf', name: 'qpdf' },
];

/** The programs that read back, check and verify the documents that the tests make. */
export function findPdfReader() {
  for (const { program, name } of packages) {
    if (!findProgram([program])) installPackage(name);
    if (findProgram([program])) continue;
    return { sentence: `${program} is missing; install it with: apt-get install ${name}` };
  }
  return { path: findProgram(['pdftotext']) };
}
