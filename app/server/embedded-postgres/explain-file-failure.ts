import { StartRefusal } from '~/primitives/start-refusal';
import { readErrorCode } from './read-error-code';

/** Turns a full disk or a missing permission into a refusal; every other error is handed back as it is. */
export function explainFileFailure(error: unknown, path: string): unknown {
  switch (readErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartRefusal(`The disk is full: there is no space left to write ${path}.`);
    case 'EACCES':
    case 'EPERM':
      return new StartRefusal(
        `This user may not read and write ${path}; check its owner and mode.`,
      );
    case 'EROFS':
      return new StartRefusal(`${path} lies on a read-only file system; choose another DATA_DIR.`);
    case 'ENOENT':
      return new StartRefusal(`${path} cannot be created there; choose another DATA_DIR.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartRefusal(
        `${path} cannot be used because a file stands where a folder belongs.`,
      );
    default:
      return error;
  }
}
