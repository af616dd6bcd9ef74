import { KEPT_FOR } from '../../platform/config/kept-for';
import { KEPT_ROWS, SITE_RETENTION, type Term } from '../../retention';

/** What is kept of people, for how long, who says so, and what deletes it, as a page. */
export function retentionPage(): string {
  const rows = KEPT_ROWS.map(({ what, ofPeople, term, job }) => {
    const deletedBy = job === null ? '' : `\`${job.name}\`, \`${job.cron}\``;
    return `| ${what} | ${ofPeople} | ${lengthOf(term)} | ${settingOf(term)} | ${deletedBy} |`;
  });
  return [
    '# What is kept, and for how long',
    '',
    'Everything the service keeps about people. A site’s own settings are changed with `PATCH /v1/sites/{site}/retention`, those of the deployment in',
    'the environment. Times are multiples of 24 hours; jobs run at these moments (UTC) and are listed, with what they deleted, by `GET /v1/jobs`.',
    '',
    '| what | of people | kept for | setting | deleted by |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function lengthOf(term: Term): string {
  switch (term.by) {
    case 'site':
      return `${SITE_RETENTION[term.setting].usual} days from ${term.from}`;
    case 'deployment':
      return `${KEPT_FOR[term.setting].usual} ${KEPT_FOR[term.setting].unit} from ${term.from}`;
    case 'purpose':
      return `until ${term.until}`;
  }
}

function settingOf(term: Term): string {
  switch (term.by) {
    case 'site': {
      const { minimum, maximum } = SITE_RETENTION[term.setting];
      return `\`${term.setting}\`, ${minimum} to ${maximum}`;
    }
    case 'deployment': {
      const { setting, minimum, maximum } = KEPT_FOR[term.setting];
      return `\`${setting}\`, ${minimum} to ${maximum}`;
    }
    case 'purpose':
      return '';
  }
}
