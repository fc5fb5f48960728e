const otherLetters = /(?!\p{Script=Latin}|\p{Script=Common}|\p{Script=Inherited})\p{L}/u;

/** Whether a reader who knows only Latin letters could not read every word of a name. */
export function hasOtherLetters(name: string): boolean {
  return otherLetters.test(name);
}

/** Whether a spelling has letters and all of them are Latin ones, with any marks they carry. */
export function isLatinSpelling(text: string): boolean {
  return /\p{Script=Latin}/u.test(text) && !hasOtherLetters(text);
}
