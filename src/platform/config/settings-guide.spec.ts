import { loadConfig } from './load-config';
import { SETTINGS } from './settings';
import { SETTING_GROUPS, SETTINGS_GUIDE } from './settings-guide';

const names = Object.keys(SETTINGS.shape).sort();

describe('the guide to the settings', () => {
  it('has every setting in one group', () => {
    expect(SETTING_GROUPS.flatMap(({ settings }) => settings).sort()).toEqual(names);
  });

  it('knows the meaning of every setting', () => {
    const silent = Object.entries(SETTINGS.shape).filter(([, { description }]) => (description ?? '').length < 10);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it.each(Object.entries(SETTINGS_GUIDE).filter(([name]) => !name.startsWith('SECRET_KEY')))(
    'shows a sample of %s that is accepted',
    (name, { sample }) => {
      // Parsed on its own: production insists on the others as well.
      const result = SETTINGS.safeParse({ [name]: sample });
      expect(result.error?.issues ?? []).toEqual([]);
    },
  );

  it('names as required what the start is refused without in production, and nothing else', () => {
    const required = Object.entries(SETTINGS_GUIDE).flatMap(([name, guide]) =>
      'usualInProduction' in guide && guide.usualInProduction === null ? [name] : [],
    );
    let told = '';
    try {
      loadConfig({ NODE_ENV: 'production' });
    } catch (error) {
      told = String(error);
    }
    expect([...told.matchAll(/(\w+) is missing/g)].map(([, name]) => name).sort()).toEqual(required.sort());
  });
});
