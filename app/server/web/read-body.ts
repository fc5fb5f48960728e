import type { NextFunction, Request, RequestHandler, Response } from 'express';

const megabyte = 1024 * 1024;
const formBytes = 64 * 1024;
/** A logo of 2 MB, when an endorsement is given and when it is changed; the document of an approval. */
const uploadBytes = Math.round(2.25 * megabyte);
/** A letter in Hangul takes nine bytes a character; what is too long is told with the text kept. */
const textBytes = megabyte;
const mayCarryText = /^\/organise\/letters\/[^/]+\/(letter|background)\/(edit|draft)\/?$/;
const mayCarryFile = /\/endorse(ments)?\/?$|^(\/[a-z]{2})?\/(invitation|my-endorsement)\/[^/]+\/?$/;
/** Scans, three of 10 MB or more smaller ones, and mails, from somebody who is signed in. */
const scansBytes = 31 * megabyte;
const mayCarryScans =
  /^\/organise\/letters\/[^/]+\/(paper\/[^/]+|deliveries\/[^/]+\/record|replies)\/?$/;
/** The file of a reply, from somebody who has opened the room that the path names. */
const replyBytes = 13 * megabyte;
const mayCarryReply = /^(?:\/[a-z]{2})?\/room\/([^/]+)\/?$/;
/** So much is thrown away unread, for its sender to get an answer instead of a broken connection. */
const drainedBytes = 256 * megabyte;

type Signed = (req: Request) => Promise<boolean>;
type InRoom = (req: Request, token: string) => Promise<boolean>;
const nobody = async () => false;

function limitOf(path: string): number {
  if (mayCarryFile.test(path)) return uploadBytes;
  return mayCarryText.test(path) ? textBytes : formBytes;
}

/**
 * Reads the body of an unsafe request whole, or ends it with 413 as soon as it is too large. Scans
 * that are too large together reach the page as a form that says only that (`too_large`), so that it
 * can answer in its own words.
 */
export function readBody(isSignedIn: Signed = nobody, isInRoom: InRoom = nobody): RequestHandler {
  return function readWhole(req, res, next) {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    const [, room] = mayCarryReply.exec(req.path) ?? [];
    if (room === undefined && !mayCarryScans.test(req.path)) {
      const limit = limitOf(req.path);
      collect(req, res, next, { limit, most: limit });
      return;
    }
    const known = room === undefined ? isSignedIn(req) : isInRoom(req, room);
    const limit = room === undefined ? scansBytes : replyBytes;
    known.then((trusted) => {
      const bounds = trusted ? { limit, most: drainedBytes } : null;
      collect(req, res, next, bounds ?? { limit: formBytes, most: formBytes });
    }, next);
  };
}

/** Above `limit` nothing is kept any more; above `most` the request ends. */
function collect(
  req: Request,
  res: Response,
  next: NextFunction,
  { limit, most }: { limit: number; most: number },
): void {
  function refuse(): void {
    req.removeAllListeners('data');
    res.once('finish', () => req.destroy());
    res.set('Connection', 'close').status(413).type('text/plain');
    res.send('What was sent is too large; nothing was saved.\n');
    req.resume();
  }
  if (Number(req.get('Content-Length') ?? 0) > most) {
    refuse();
    return;
  }
  let chunks: Buffer[] = [];
  let size = 0;
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > most) return refuse();
    if (size > limit) chunks = [];
    else chunks.push(chunk);
  });
  req.once('end', () => {
    if (size > most) return;
    if (size > limit) sayTooLarge(req);
    else bodies.set(req, Buffer.concat(chunks));
    next();
  });
}

function sayTooLarge(req: Request): void {
  const form = Buffer.from('too_large=yes');
  req.headers['content-type'] = 'application/x-www-form-urlencoded';
  req.headers['content-length'] = String(form.length);
  bodies.set(req, form);
}

const bodies = new WeakMap<Request, Buffer>();

/** The body that was read, if the request had one. */
export function bodyOf(req: Request): Buffer | undefined {
  return bodies.get(req);
}
