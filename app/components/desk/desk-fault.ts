export type DeskFault = { title: string; text: string };

const faults: Record<number, DeskFault> = {
  400: {
    title: 'The form arrived damaged',
    text: 'Nothing was changed. Go back, reload the page and send the form again.',
  },
  403: {
    title: 'Your role does not include this',
    text: 'Nothing was changed. Ask an owner of this desk to do it, or to give you a role that may.',
  },
  404: {
    title: 'Page not found',
    text: 'There is no such letter, delivery or page, or it has another address now.',
  },
  405: {
    title: 'This address cannot be used that way',
    text: 'Nothing was changed. Go back and use the buttons of the page.',
  },
  413: {
    title: 'That was too much to send',
    text: 'Nothing was changed. Go back and send a shorter text.',
  },
  503: {
    title: 'The desk cannot reach its database',
    text: 'Nothing was changed. Wait a minute, then load the page again.',
  },
};

/** What the desk says instead of a page that failed with this HTTP status. */
export function faultOf(status: number): DeskFault {
  return (
    faults[status] ?? {
      title: 'Something went wrong',
      text: 'The desk could not finish this. Load the page again; before you repeat an action, look at the audit log to see whether it was done.',
    }
  );
}
