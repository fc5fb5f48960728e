import { findProgram, installPackage } from './find-program.js';

/** `pdftotext` and its sisters, which read back the documents that the tests make. */
export function findPdfReader() {
  if (!findProgram(['pdftotext'])) installPackage('poppler-utils');
  const path = findProgram(['pdftotext']);
  const sentence = 'pdftotext is missing; install it with: apt-get install poppler-utils';
  return path ? { path } : { sentence };
}
