import type { BackgroundText } from '~/domain/letters/letter';

/** The background page of the sample letter in the master language. */
export const backgroundTextEn: BackgroundText = {
  introduction:
    'This page explains what the letter is about and where each statement comes from. Figures are given as their sources give them, with a date; what we could not verify is marked as not verified.',
  sections: [
    {
      id: 'soldiers',
      heading: 'Who the soldiers are',
      paragraphs: [
        'According to a news report of 2025, Ukraine has captured two North Korean soldiers in Russia’s Kursk region, and President Zelenskyy has suggested exchanging them for Ukrainian prisoners held by Russia. Nine organisations then wrote to Ukraine’s embassy in Seoul.[^news-report]',
        'This page does not name the two, show their faces or quote them. The Third Geneva Convention protects prisoners of war against public curiosity,[^gc3] and we fear that whatever identifies them could be used against them or their relatives. Please do not post such details either.',
      ],
    },
    {
      id: 'return',
      heading: 'What awaits them if they are returned',
      paragraphs: [
        'The organisations fear harsh penalties or execution if the soldiers are repatriated, according to the news report of 2025.[^news-report] Nobody outside North Korea can say with certainty what would happen to these two people, and this page does not claim to.',
        'The law does not ask for certainty. The Convention against Torture forbids a return where there are substantial grounds for believing that a person would be in danger of being tortured.[^cat] That is why the letter asks that each prisoner be heard alone, with an independent interpreter, before anything is decided.',
      ],
    },
    {
      id: 'law',
      heading: 'What the law says, in plain words',
      paragraphs: [
        'The news report speaks of “Article 45 of the Geneva Convention”.[^news-report] There are four Geneva Conventions of 1949. That article stands in the Fourth, which protects **civilians**: they may not be transferred to a country where they may have reason to fear persecution for their political opinions or religious beliefs.[^gc4]',
        'For **prisoners of war** the Third applies. Its Article 118 says that they are released and repatriated without delay after active hostilities end.[^gc3] The letter reads it together with the principle of non-refoulement: nobody is sent where torture or persecution threatens.[^cat] Lawyers discuss how the two fit together; this is no legal advice.',
      ],
    },
    {
      id: 'deployment',
      heading: 'North Korea’s part in the war',
      paragraphs: [
        'According to the news report of 2025, North Korea has allegedly sent between 10,000 and 12,000 troops to Russia since 2024, its most significant military involvement abroad since the Korean War.[^news-report] They serve mainly as light infantry in Russian units, under false identities, while senior North Korean officers direct them from the rear.',
        'Ukrainian intelligence, according to the same report, has identified three generals who take part.[^news-report] The deployment goes with closer ties between Kim Jong Un and Vladimir Putin, who signed a mutual assistance agreement at their summit in June 2024, according to the report.[^news-report]',
      ],
    },
    {
      id: 'losses',
      heading: 'Losses',
      paragraphs: [
        'According to Ukrainian intelligence, as quoted in the news report of 2025, more than 3,000 North Korean soldiers had been killed or injured by January 2025.[^news-report] After a brief withdrawal, according to the same report, a further 3,500 were reportedly sent to Russia for training; it gives no day.[^news-report]',
        'Both figures need care. The first comes from a party to the war and counts the dead and the injured together; for the second the report names no source. They show that other soldiers may soon face the same question as the two prisoners.',
      ],
    },
    {
      id: 'gains',
      heading: 'What Pyongyang gains',
      paragraphs: [
        'According to the news report of 2025, North Korea receives more oil and goods from Russia in return for its military support. A South Korean intelligence think tank, quoted there, estimates that arms deals brought it about USD 540 million in 2023, largely from sales to Russia.[^news-report] The report adds that the war lets North Korea test its weapons and gain combat experience.',
        'UN Security Council Resolution 1874 of 12 June 2009 prohibits North Korea’s arms exports.[^unscr-1874] Advocates argue, according to the same report, that more soldiers may surrender if they can do so safely, and that this support would weaken.[^news-report]',
      ],
    },
  ],
  timeline: [
    {
      date: '2024-06',
      text: 'Kim Jong Un and Vladimir Putin sign a mutual assistance agreement at their summit, according to the news report.',
      sourceId: 'news-report',
      demonstration: false,
    },
    {
      date: '2024',
      text: 'North Korean troops are sent to Russia: between 10,000 and 12,000 since 2024, according to the news report.',
      sourceId: 'news-report',
      demonstration: false,
    },
    {
      date: '2025-01',
      text: 'Over 3,000 North Korean soldiers killed or injured by this month, according to Ukrainian intelligence as quoted in the news report.',
      sourceId: 'news-report',
      demonstration: false,
    },
    {
      date: '2025-01',
      text: 'Ukraine captures two North Korean soldiers in Russia’s Kursk region, according to the news report. It gives no day; the month is not verified.',
      sourceId: 'news-report',
      demonstration: false,
    },
    {
      date: '2025',
      text: 'South Korean lawmaker Yu Yong-weon reports that one captured soldier wishes to defect while the other is unsure, according to the news report. It gives no day; the date is not verified.',
      sourceId: 'news-report',
      demonstration: false,
    },
    {
      date: '2025',
      text: 'Nine organisations send an open letter to Ukraine’s embassy in Seoul, according to the news report. It gives no day; the date is not verified.',
      sourceId: 'news-report',
      demonstration: false,
    },
    {
      date: '2025-02-12',
      text: 'The letter shown on this site is dated this day for the demonstration only.',
      demonstration: true,
    },
  ],
  sources: [
    {
      id: 'news-report',
      title: '“Human Rights Groups Urge Ukraine to Grant Asylum to North Korean POWs”',
      publisher:
        'News report that names www.dailynk.com as its original source; our copy bears no day and speaks of events up to early 2025',
      date: '2025',
    },
    {
      id: 'gc3',
      title:
        'Geneva Convention relative to the Treatment of Prisoners of War (Third Convention), Articles 13 and 118',
      publisher: 'Text: International Committee of the Red Cross, treaty database',
      date: '1949-08-12',
      url: 'https://ihl-databases.icrc.org/en/ihl-treaties/gciii-1949',
    },
    {
      id: 'gc4',
      title:
        'Geneva Convention relative to the Protection of Civilian Persons in Time of War (Fourth Convention), Article 45',
      publisher: 'Text: International Committee of the Red Cross, treaty database',
      date: '1949-08-12',
      url: 'https://ihl-databases.icrc.org/en/ihl-treaties/gciv-1949',
    },
    {
      id: 'cat',
      title:
        'Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment, Article 3',
      publisher: 'Text: Office of the United Nations High Commissioner for Human Rights',
      date: '1984-12-10',
      url: 'https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-against-torture-and-other-cruel-inhuman-or-degrading',
    },
    {
      id: 'unscr-1874',
      title: 'Security Council Resolution 1874 (2009)',
      publisher: 'United Nations Security Council',
      date: '2009-06-12',
      url: 'https://undocs.org/S/RES/1874(2009)',
    },
  ],
  questions: [
    {
      id: 'effect',
      question: 'What does signing do?',
      answer: [
        'Your confirmed signature adds one person to the number that is shown here and given to the addressee with the letter. If you agree, your name is listed as well. Signing creates no membership and no other obligation, and nobody may promise that it changes a decision.',
      ],
    },
    {
      id: 'visibility',
      question: 'Who sees my name?',
      answer: [
        'You choose when you sign. **Public:** your name stands on this site and in the letter. **Letter only:** your name goes to the addressee with the letter and is not shown on the site. **Counted only:** your name is neither shown nor delivered; you add one to the number.',
        'The organisers can see every signature, whichever you choose. What has been published or delivered can be passed on by others.',
      ],
    },
    {
      id: 'safety',
      question: 'I have family in the North, or work for a government: can I sign safely?',
      answer: [
        'Nobody can promise you complete safety. If your name could put anyone in danger, choose “counted only”, or do not sign. Use a device and an email address that only you can read: the confirmation mail shows that you wanted to sign.',
        'We store names and addresses in encrypted form and no IP address. Encryption protects a stolen copy of the database; it does not protect against somebody who has taken over the running server.',
      ],
    },
    {
      id: 'confirmation',
      question: 'Why confirm by email?',
      answer: [
        'So that nobody can sign in your name and each person counts once. The mail holds a link to a page with one button, and a six-digit code that you can type instead; opening the link alone changes nothing. A signature that is not confirmed is not counted and is deleted after 7 days.',
      ],
    },
    {
      id: 'withdrawal',
      question: 'Can I change or withdraw my name?',
      answer: [
        'Yes. Every mail we send you holds a link to your signature. There you can correct it, change who sees it, withdraw it or have it erased. It then disappears from this site and from later deliveries. A copy of the letter that has already been delivered cannot be recalled.',
      ],
    },
    {
      id: 'countries',
      question: 'May people of any country sign?',
      answer: [
        'Yes. Nationality and place of residence do not matter, and giving your country is optional. Names are accepted in any script and shown as you typed them.',
      ],
    },
    {
      id: 'ukraine',
      question: 'Is this against Ukraine?',
      answer: [
        'No. The letter is written with respect for a country under attack. It asks Ukraine to protect two people in its hands, and gives a reason why this would help Ukraine too. It does not ask that Ukrainian prisoners be left waiting for their return.',
      ],
    },
    {
      id: 'authors',
      question: 'Who wrote and checked the text?',
      answer: [
        'This is a sample text, written to demonstrate the site from the sources listed here. It is not the wording of the letter that was sent to the embassy. The report names only the Transitional Justice Working Group; the other organisations shown are placeholders.',
        'English is the master text. The Korean and Ukrainian texts are drafts that await review by native readers, and counsel has not yet checked the legal passages. Both must be done before real use.',
      ],
    },
    {
      id: 'organisations',
      question: 'How does an organisation endorse, and who may sign for it?',
      answer: [
        'A person who is authorised to act for the organisation fills in the form, declares that authority and confirms by email. An organiser then checks the request and approves or declines it; nothing is shown before that. The representative chooses whether their own name and role appear.',
      ],
    },
    {
      id: 'delivery',
      question: 'What happens after delivery, and if there is no answer?',
      answer: [
        'This site records each step with its date. That a mail server accepted the letter does not mean that it was delivered to a reader; we say “acknowledged” only when the addressee has confirmed it. A reply is recorded too.',
        'If no answer comes, the page says so, and the organisers decide whether to write again. If you asked for updates, you will hear of it by email.',
      ],
    },
  ],
};
