/** An address without a query, with these parameters behind it; as it is for none. */
export function withParameters(address: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString();
  return query ? `${address}?${query}` : address;
}
