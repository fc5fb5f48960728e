import { type RefObject, useEffect, useState } from 'react';
import { type AutosaveState, fitsWhenLeaving, sayHeard, sendForm, wordsOf } from './autosave';

const every = 10_000;
/** Whoever reads or thinks for a while keeps the lock; an empty room does not. */
const signOfLife = 60_000;

/**
 * Saves a form every ten seconds while it changes, when a field is left, and when the page is left.
 * What is refused stays where it was typed; what failed is tried again. Without a `url` nothing.
 */
export function useAutosave(form: RefObject<HTMLFormElement>, url: string | null): AutosaveState {
  const [state, setState] = useState<AutosaveState>({ kind: 'resting', text: '' });
  useEffect(() => {
    if (!form.current || !url) return;
    const tell = (news: AutosaveState) => setState((before) => ({ ...before, ...news }));
    return startSaving(form.current, url, tell);
  }, [form, url]);
  return state;
}

function startSaving(
  form: HTMLFormElement,
  url: string,
  tell: (state: AutosaveState) => void,
): () => void {
  // A form that is shown again after a refusal was never stored, so that its words count as changed.
  let stored = form.dataset.unsaved === 'yes' ? '' : wordsOf(form, 'loaded');
  let refused = form.dataset.unsaved === 'yes' ? wordsOf(form) : '';
  let underWay: Promise<void> | null = null;
  let failed = false;
  let submitting = false;
  let livedAt = Date.now();
  let heardAt = 0;
  const isUnsaved = () => wordsOf(form) !== stored;

  async function save(leaving: boolean): Promise<void> {
    const sent = wordsOf(form);
    if (!leaving && !failed) tell({ kind: 'saving', text: 'Saving …' });
    const heard = await sendForm(form, url, 'save', leaving);
    heardAt = Date.now();
    const saved = typeof heard === 'object' && heard.state === 'saved' ? heard : null;
    failed = !saved;
    if (saved) {
      stored = sent;
      // At once, not with the next drawing: a button may be pressed before that.
      const revision = form.elements.namedItem('revision');
      if (revision instanceof HTMLInputElement) revision.value = String(saved.revision);
    } else if (typeof heard === 'object') refused = sent;
    const said = sayHeard(heard);
    if (said) tell(said);
  }

  function saveNow(): void {
    if (submitting || !isUnsaved() || wordsOf(form) === refused) return;
    underWay ??= save(false).finally(() => {
      underWay = null;
    });
  }

  async function hold(): Promise<void> {
    heardAt = Date.now();
    const said = sayHeard(await sendForm(form, url, 'hold'));
    if (said && !failed) tell(said);
  }

  function tick(): void {
    if (isUnsaved()) saveNow();
    else if (livedAt > heardAt && Date.now() - heardAt > signOfLife) void hold();
  }

  function onInput(): void {
    if (isUnsaved() && !failed) tell({ kind: 'changed', text: 'Not saved yet' });
  }

  function onSubmit(event: SubmitEvent): void {
    const { submitter } = event;
    if (underWay) {
      // The form names the revision that it changes: one that is being made must be known first.
      event.preventDefault();
      void underWay.then(() => form.requestSubmit(submitter as HTMLElement | null));
      return;
    }
    submitting = true;
    setTimeout(() => {
      submitting = false;
    }, every);
  }

  function onLeave(): void {
    if (isUnsaved() && !submitting) void save(true);
  }

  function onBeforeLeave(event: BeforeUnloadEvent): void {
    if (submitting || !isUnsaved()) return;
    if (failed || !fitsWhenLeaving(form)) event.preventDefault();
  }

  function onLife(): void {
    livedAt = Date.now();
  }

  const listening = new AbortController();
  const { signal } = listening;
  form.addEventListener('input', onInput, { signal });
  form.addEventListener('focusout', saveNow, { signal });
  form.addEventListener('submit', onSubmit, { signal });
  document.addEventListener('pointerdown', onLife, { signal });
  document.addEventListener('keydown', onLife, { signal });
  window.addEventListener('pagehide', onLeave, { signal });
  window.addEventListener('beforeunload', onBeforeLeave, { signal });
  // Whoever was quicker than the script has typed already.
  onInput();
  const timer = setInterval(tick, every);
  if (form.dataset.unsaved !== 'yes') void hold();
  return function stopSaving() {
    clearInterval(timer);
    listening.abort();
    onLeave();
  };
}
