import { expect, it } from 'vitest';
import { type InventedPerson, inventPeople } from '~/sample/invent-people';
import { koreanNamesToAvoid } from '~/sample/korean-names';
import { ukrainianNamesToAvoid } from '~/sample/ukrainian-names';

function first(count: number, seed: number): InventedPerson[] {
  const people: InventedPerson[] = [];
  for (const person of inventPeople(seed)) {
    people.push(person);
    if (people.length === count) break;
  }
  return people;
}

function percentage(people: InventedPerson[], test: (person: InventedPerson) => boolean): number {
  return (100 * people.filter(test).length) / people.length;
}

it.each([1, 2025, 4294967295])('with seed %i the first 1,204 people have the mix', (seed) => {
  const people = first(1204, seed);
  const near = (share: number, wanted: number) =>
    expect(Math.abs(share - wanted)).toBeLessThanOrEqual(3);
  near(
    percentage(people, (person) => person.visibility === 'public'),
    71,
  );
  near(
    percentage(people, (person) => person.visibility === 'letter'),
    17,
  );
  near(
    percentage(people, (person) => person.visibility === 'counted'),
    12,
  );
  near(
    percentage(people, (person) => person.country === 'KR'),
    50,
  );
  near(
    percentage(people, (person) => person.country === 'UA'),
    100 / 6,
  );
  const countries = new Set(people.flatMap((person) => person.country ?? []));
  expect(countries.size).toBe(22);
  for (const country of countries) expect(country).toMatch(/^[A-Z]{2}$/);
});

it('nobody invented has an address that could reach a person, and no two share one', () => {
  const people = [...first(5000, 1), ...first(5000, 2)];
  expect(new Set(people.map((person) => person.email)).size).toBe(people.length);
  for (const person of people) expect(person.email).toMatch(/^[a-z0-9-]+@mail\.example$/);
});

it('the same seed invents the same people, another seed others', () => {
  expect(first(500, 7)).toEqual(first(500, 7));
  const namesOf = (people: InventedPerson[]) => people.map((person) => person.name);
  expect(namesOf(first(500, 7))).not.toEqual(namesOf(first(500, 8)));
});

it('names are written in Hangul, Ukrainian and Latin letters, each as its bearers write it', () => {
  const people = first(20_000, 3);
  const all = people.map((person) => person.name).join('\n');
  for (const letter of "ҐЄІЇґєії’ʼ'-öéłş") expect(all).toContain(letter);
  for (const person of people) {
    expect(person.name).toBe(person.name.normalize('NFC'));
    expect(person.name).toMatch(
      person.country === 'UA'
        ? /^[А-ЯҐЄІЇа-яґєії’ʼ'-]+ [А-ЯҐЄІЇа-яґєії’ʼ'-]+$/
        : person.country === 'KR' || person.country === null
          ? /^\p{Script=Hangul}{2,4}$/u
          : /^[\p{Script=Latin}’.' -]+$/u,
    );
    expect(person.name).not.toMatch(/[ыэёъ]/iu);
  }
});

it('few people of the demonstration share a name', () => {
  const people = first(1342, 1);
  expect(new Set(people.map((person) => person.name)).size).toBeGreaterThan(1342 * 0.97);
});

it('nobody bears the name of a well-known person or a surname kept free for the prisoners', () => {
  for (const { name } of first(50_000, 11)) {
    expect(koreanNamesToAvoid.has(name)).toBe(false);
    expect(ukrainianNamesToAvoid.has(name.replace(/[ʼ']/g, '’'))).toBe(false);
    expect(name).not.toMatch(/^[백리]/u);
  }
});
