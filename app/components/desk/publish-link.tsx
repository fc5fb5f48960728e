import type { DeskFrame } from './desk-frame';

/** Where drafts become public: at first, or as a correction or new version once people have signed. */
export function PublishLink(props: {
  frame: Pick<DeskFrame, 'letter'>;
  mayPublish: boolean;
  isPublic: boolean;
  hasSignatures: boolean;
}) {
  const { frame, mayPublish, isPublic, hasSignatures } = props;
  if (!mayPublish || !frame.letter) return null;
  const base = `/organise/letters/${frame.letter.slug}`;
  const again = isPublic && hasSignatures;
  return (
    <p>
      <a href={again ? `${base}/versions/new` : `${base}/publish`}>
        {again ? 'Publish a correction or a new version' : 'Check and publish the letter'}
      </a>
    </p>
  );
}
