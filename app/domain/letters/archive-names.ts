/** The public signatories as a table, inside an archive of a letter. */
export const signatoriesFile = 'signatories.csv';
