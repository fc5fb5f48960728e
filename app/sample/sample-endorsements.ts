/** An organisation of the demonstration. Only the coordinator exists; its contact data do not. */
export type SampleEndorsement = {
  organisation: string;
  organisationEn: string;
  country: string;
  website: string;
  representative: string;
  role: string;
  email: string;
  showRepresentative: boolean;
  state: 'approved' | 'waiting' | 'declined';
  foundingPosition: number | null;
  coordinator: boolean;
  declineReason: string | null;
};

type Placeholder = Pick<
  SampleEndorsement,
  'organisation' | 'country' | 'representative' | 'role' | 'showRepresentative'
>;

function placeholder(number: number, details: Placeholder): SampleEndorsement {
  return {
    ...details,
    organisationEn: `Sample organisation ${number}`,
    website: `https://organisation-${number}.example`,
    email: `office@organisation-${number}.example`,
    state: 'approved',
    foundingPosition: number,
    coordinator: false,
    declineReason: null,
  };
}

function korean(number: number, role: string, showRepresentative: boolean): SampleEndorsement {
  return placeholder(number, {
    organisation: `예시 단체 ${number}`,
    country: 'KR',
    representative: `예시 대표 ${number}`,
    role,
    showRepresentative,
  });
}

/** Nine founding organisations, two that wait for a decision and one that was declined. */
export const sampleEndorsements: SampleEndorsement[] = [
  {
    organisation: '전환기정의워킹그룹',
    organisationEn: 'Transitional Justice Working Group',
    country: 'KR',
    website: 'https://coordinator.example',
    representative: '예시 대표 1',
    role: '대표',
    email: 'office@coordinator.example',
    showRepresentative: false,
    state: 'approved',
    foundingPosition: 1,
    coordinator: true,
    declineReason: null,
  },
  korean(2, '사무국장', true),
  korean(3, '대표', true),
  korean(4, '이사장', false),
  korean(5, '팀장', true),
  placeholder(6, {
    organisation: 'Sample organisation 6',
    country: 'US',
    representative: 'Sample Representative 6',
    role: 'Executive Director',
    showRepresentative: true,
  }),
  placeholder(7, {
    organisation: 'Зразкова організація 7',
    country: 'UA',
    representative: 'Зразкова Представниця 7',
    role: 'Голова правління',
    showRepresentative: true,
  }),
  placeholder(8, {
    organisation: 'Зразкова організація 8',
    country: 'UA',
    representative: 'Зразковий Представник 8',
    role: 'Координатор',
    showRepresentative: false,
  }),
  placeholder(9, {
    organisation: 'Beispielorganisation 9',
    country: 'DE',
    representative: 'Beispielvertretung 9',
    role: 'Geschäftsführung',
    showRepresentative: true,
  }),
  { ...korean(10, '사무국장', true), state: 'waiting', foundingPosition: null },
  {
    ...placeholder(11, {
      organisation: 'Sample organisation 11',
      country: 'GB',
      representative: 'Sample Representative 11',
      role: 'Trustee',
      showRepresentative: false,
    }),
    email: 'sample.organisation.11@freemail.example',
    state: 'waiting',
    foundingPosition: null,
  },
  {
    ...korean(12, '회원', false),
    state: 'declined',
    foundingPosition: null,
    declineReason:
      'The organisation’s published contact could not confirm that the sender may sign for it.',
  },
];
