import type { LetterText } from '~/domain/letters/letter';

/** The master text of the sample letter. */
export const letterTextEn: LetterText = {
  title: 'Refuge for captured North Korean soldiers',
  summary:
    'We ask Ukraine to return no captured North Korean soldier against his will, and to let those who choose it travel to the Republic of Korea.',
  letterhead: {
    name: 'Nine human-rights organisations',
    lines: ['Coordinated by the Transitional Justice Working Group, Seoul'],
  },
  place: 'Seoul',
  date: '2025-02-12',
  addressee: [
    'H.E. the Ambassador of Ukraine to the Republic of Korea',
    'Embassy of Ukraine',
    'Seoul',
  ],
  addresseeShort: 'the Ambassador of Ukraine to the Republic of Korea',
  subject:
    'Two North Korean prisoners of war: no return against their will, and safe passage to the Republic of Korea',
  salutation: 'Your Excellency,',
  paragraphs: [
    'We are nine organisations that document abuses in North Korea and work with people who have escaped it. We write with deep respect for Ukraine, which is itself under attack.',
    'Ukraine has captured two North Korean soldiers in Russia’s Kursk region, and President Zelenskyy has suggested exchanging them for Ukrainian prisoners held by Russia.[^1] We know how much every exchange means to the families who wait in Ukraine. Our concern is for those who would be handed over against their will.',
    'We fear that these soldiers, once repatriated, would face harsh punishment or execution.[^1] A return cannot be undone. It must therefore never be decided over their heads.',
    'Article 118 of the Third Geneva Convention, which protects prisoners of war, provides for their release and repatriation without delay after active hostilities have ceased.[^2] We read that duty together with the principle of non-refoulement: no one may be handed over to a State where there are substantial grounds to fear torture or persecution. The Fourth Convention states that principle for civilians, in Article 45;[^3] the Convention against Torture states it in Article 3 for everyone in danger of torture.[^4] In our view it holds for an exchange of prisoners as for any other return.',
    'A humane answer would also help Ukraine. If soldiers know that surrender leads to safety and not to a forced return, more of them may lay down their arms, and Pyongyang’s support for Russia may weaken.[^1]',
  ],
  requestsIntroduction: 'We therefore respectfully ask Ukraine:',
  requests: [
    'To hear each prisoner alone, with an independent interpreter, and to record a free choice.',
    'To return nobody to Russia or North Korea against their will, and to include nobody in an exchange without their consent.',
    'To let those who choose it travel to the Republic of Korea.',
    'To keep the prisoners’ names, faces and statements from publication.[^5]',
    'To give the International Committee of the Red Cross and the United Nations refugee agency, UNHCR, access to them.[^6]',
    'To answer the signatories of this letter in writing.',
  ],
  closing: [
    'We would be glad to meet you, or a member of your staff, at a time that suits the Embassy.',
    'Please address your reply to the contact named below.',
  ],
  signOff: 'Please accept, Excellency, the assurances of our highest consideration.',
  contact: [
    '[Placeholder: name of the contact person]',
    'Transitional Justice Working Group, Seoul',
    'contact@refuge-letter.example',
    '+82 2 0000 0000 [placeholder]',
  ],
  notes: [
    {
      id: '1',
      text: '“Human Rights Groups Urge Ukraine to Grant Asylum to North Korean POWs”, news report, 2025, which names www.dailynk.com as its original source.',
    },
    {
      id: '2',
      text: 'Geneva Convention relative to the Treatment of Prisoners of War (Third Convention), 12 August 1949, Article 118, first paragraph.',
      url: 'https://ihl-databases.icrc.org/en/ihl-treaties/gciii-1949/article-118',
    },
    {
      id: '3',
      text: 'Geneva Convention relative to the Protection of Civilian Persons in Time of War (Fourth Convention), 12 August 1949, Article 45, fourth paragraph. It protects civilians; we cite it for the principle.',
      url: 'https://ihl-databases.icrc.org/en/ihl-treaties/gciv-1949/article-45',
    },
    {
      id: '4',
      text: 'Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment, 10 December 1984, Article 3.',
      url: 'https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-against-torture-and-other-cruel-inhuman-or-degrading',
    },
    {
      id: '5',
      text: 'Third Geneva Convention, Article 13, second paragraph: protection against insults and public curiosity.',
      url: 'https://ihl-databases.icrc.org/en/ihl-treaties/gciii-1949/article-13',
    },
    {
      id: '6',
      text: 'Third Geneva Convention, Article 126, on visits to prisoners of war by delegates of the International Committee of the Red Cross.',
      url: 'https://ihl-databases.icrc.org/en/ihl-treaties/gciii-1949/article-126',
    },
  ],
};
