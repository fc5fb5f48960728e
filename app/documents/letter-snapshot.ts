export type {
  LetterSnapshot,
  SnapshotEndorsement,
  SnapshotSignatory,
} from '~/domain/letters/letter-snapshot';
