import { createContext, useContext } from 'react';

/** The nonce of this response's Content-Security-Policy; empty in the browser, which hides it. */
const NonceContext = createContext('');

export const NonceProvider = NonceContext.Provider;

export function useNonce(): string {
  return useContext(NonceContext);
}
