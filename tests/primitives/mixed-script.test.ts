import { expect, it } from 'vitest';
import { mixedScriptTokens } from '~/primitives/mixed-script';

it('tells the reviewer the words that mix scripts whose letters look alike', () => {
  expect(mixedScriptTokens('Оlena Коваленко')).toEqual(['Оlena']);
  expect(mixedScriptTokens('Pаvel Αnna Иvan')).toEqual(['Pаvel', 'Αnna', 'Иvan']);
  expect(mixedScriptTokens('Коѵαль')).toEqual(['Коѵαль']);
  expect(mixedScriptTokens('Gаzprom-Коваль')).toEqual(['Gаzprom']);
});

it('has nothing to say about people who write in two scripts', () => {
  const names = [
    '김민서 Kim Minseo',
    'K팝 Ltd',
    'Олена Smith',
    'Коваль-Smith',
    'Коваль/Koval',
    'IT-компанія',
    'Nguyễn Thị',
    'Ґалаґан Єва',
    'Παύλος Paul',
    'ヤマダTaro',
    'Хьамзатан Ӏаьржа',
    '',
  ];
  for (const name of names) expect(mixedScriptTokens(name)).toEqual([]);
});
