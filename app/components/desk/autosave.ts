/** What an editor's page hears about a save that nobody pressed a button for. */
export type AutosaveAnswer =
  | { state: 'saved'; revision: number; at: string; changed: string[] }
  | { state: 'held' }
  | { state: 'refused'; text: string };

export type AutosaveState = {
  kind: 'resting' | 'changed' | 'saving' | 'saved' | 'failed' | 'ended';
  text: string;
  /** What the next save changes, and fields whose master has changed, as of the last save. */
  revision?: number;
  changed?: string[];
};

type Heard = AutosaveAnswer | 'ended' | 'unreachable';

/** Browsers send no more than this for a page that is being left. */
const mostWhenLeaving = 60_000;

function bodyOf(form: HTMLFormElement, intent: 'save' | 'hold'): URLSearchParams {
  const fields = new URLSearchParams();
  if (intent === 'save') {
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string') fields.append(name, value);
    }
  }
  fields.set('intent', intent);
  return fields;
}

/** Whether a page can be left without asking: what is not saved yet can be sent on the way. */
export function fitsWhenLeaving(form: HTMLFormElement): boolean {
  return bodyOf(form, 'save').toString().length < mostWhenLeaving;
}

/** Sends a form to be saved, or only that somebody is there; a session that has ended redirects. */
export async function sendForm(
  form: HTMLFormElement,
  url: string,
  intent: 'save' | 'hold',
  leaving = false,
): Promise<Heard> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: bodyOf(form, intent),
      redirect: 'manual',
      keepalive: leaving,
    });
    if (response.type === 'opaqueredirect') return 'ended';
    if (![200, 409, 422].includes(response.status)) return 'unreachable';
    return (await response.json()) as AutosaveAnswer;
  } catch {
    return 'unreachable';
  }
}

/** What the page says about an answer. */
export function sayHeard(heard: Heard): AutosaveState | null {
  if (heard === 'ended') {
    return { kind: 'ended', text: 'Not saved: your session has ended. Your words are still here.' };
  }
  if (heard === 'unreachable') {
    return {
      kind: 'failed',
      text: 'Not saved: the server does not answer. Your words are still here; it is tried again every ten seconds.',
    };
  }
  if (heard.state === 'held') return null;
  if (heard.state === 'saved') {
    const { revision, changed } = heard;
    return { kind: 'saved', text: `Saved ${heard.at}`, revision, changed };
  }
  return { kind: 'failed', text: `Not saved: ${heard.text}. Your words are still here.` };
}

/** The words of a form, its choices and the boxes that are ticked, to see whether anything has changed. */
export function wordsOf(form: HTMLFormElement, as: 'now' | 'loaded' = 'now'): string {
  const written = [...form.elements].flatMap((element) => {
    if (element instanceof HTMLTextAreaElement) {
      return [[element.name, as === 'now' ? element.value : element.defaultValue]];
    }
    // A choice that has no path belongs to a tool of the page, not to the text.
    if (element instanceof HTMLSelectElement && element.name.includes('.')) {
      const loaded = [...element.options].find((option) => option.defaultSelected);
      return [[element.name, as === 'now' ? element.value : (loaded?.value ?? '')]];
    }
    if (!(element instanceof HTMLInputElement) || element.type === 'hidden') return [];
    if (element.type === 'checkbox') {
      return [[element.name, as === 'now' ? element.checked : element.defaultChecked]];
    }
    return [[element.name, as === 'now' ? element.value : element.defaultValue]];
  });
  return JSON.stringify(written);
}
