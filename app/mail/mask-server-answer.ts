const longestAnswer = 300;

/**
 * What a mail server said, fit to be stored and shown: one line without control characters or
 * addresses, at most 300 characters. Servers like to repeat the recipient in their refusals.
 */
export function maskServerAnswer(answer: string): string {
  return answer
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/<[^<>@]*@[^<>]*>/g, '<masked>')
    .replace(/[^\s<>()[\]:;,"']+@[^\s<>()[\]:;,"']+/g, '<masked>')
    .trim()
    .slice(0, longestAnswer);
}
