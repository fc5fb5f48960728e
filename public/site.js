// The only script of the public pages. Everything works without it; it adds copy, share and print,
// and hides the bar at the foot of the screen while the form itself is in view.
(() => {
  const find = (selector) => document.querySelector(selector);

  const bar = find('[data-sign-bar]');
  const form = find('#sign');
  if (bar && form && 'IntersectionObserver' in window) {
    new IntersectionObserver(([entry]) => {
      bar.hidden = entry.isIntersecting;
    }).observe(form);
  }

  for (const link of document.querySelectorAll('[data-language-link]')) {
    link.addEventListener('click', () => {
      link.hash = location.hash;
    });
  }

  const print = find('[data-print]');
  if (print) {
    print.hidden = false;
    print.firstElementChild.addEventListener('click', () => window.print());
  }

  const copy = find('[data-copy]');
  if (copy && navigator.clipboard) {
    const button = copy.firstElementChild;
    copy.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.text);
      button.textContent = button.dataset.done;
      button.setAttribute('aria-live', 'polite');
    });
  }

  const share = find('[data-share]');
  if (share && navigator.share) {
    const button = share.firstElementChild;
    share.hidden = false;
    button.addEventListener('click', () => {
      const { url, text } = button.dataset;
      // Closing the system's sheet without choosing rejects; there is nothing to do then.
      navigator.share({ url, text }).catch(() => {});
    });
  }
})();
