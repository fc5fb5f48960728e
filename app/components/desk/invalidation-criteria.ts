import type { InvalidationCriteria } from '~/domain/invalidations/invalidation';
import { countryName } from './figures';
import { flagLabels } from './protection-labels';
import { languageNames, signatureStateLabels } from './state-labels';

/** The criteria in words, one line each. */
export function describeCriteria(
  criteria: InvalidationCriteria,
  writeTime: (iso: string) => string,
): string[] {
  const { mailDomain, flag, signedFrom, signedUntil, sameNetworkAs } = criteria;
  const { locale, country, nameContains, numbers } = criteria;
  const lines = [
    criteria.states.map((state) => signatureStateLabels[state]).join(' or '),
    mailDomain && `mail domain ${mailDomain}`,
    flag && `flag “${flagLabels[flag]}”`,
    signedFrom && `signed from ${writeTime(signedFrom)}`,
    signedUntil && `signed before ${writeTime(signedUntil)}`,
    sameNetworkAs && `from the same network as number ${sameNetworkAs}, on the same day (UTC)`,
    locale && `in ${languageNames[locale]}`,
    country && `from ${countryName(country)}`,
    nameContains && `public name contains “${nameContains}”`,
    numbers && `among ${numbers.length} given numbers`,
  ];
  return lines.filter((line) => typeof line === 'string' && line !== '') as string[];
}
