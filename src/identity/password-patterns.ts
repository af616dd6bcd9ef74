// Rows and columns of keyboards, alphabets and digits. Read in both directions, from any place.
const TRACKS: readonly string[] = [
  '0123456789',
  '1234567890-=',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'qwertzuiopü',
  'azertyuiop',
  'qsdfghjklm',
  '!@#$%^&*()_+',
  '!"#$%&\'()',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  'あいうえおかきくけこさしすせそたちつてとなにぬねの',
  'アイウエオカキクケコサシスセソタチツテトナニヌネノ',
  'いろはにほへとちりぬるを',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'йцукенгшщзхъ',
  'фывапролджэ',
].flatMap((track) => [track, Array.from(track).reverse().join('')]);

const SHORTEST_RUN = 3;
const LONGEST_UNIT = 4;

// So few characters beside the runs add nothing.
const MOST_LOOSE = 2;

/** Characters that follow from the first few of them. */
export function isPattern(characters: readonly string[]): boolean {
  return isRepetition(characters) || isSequence(characters);
}

/** One character, or a group of up to four, over and over: "aaaaaaaa", "abcabcabc". */
export function isRepetition(characters: readonly string[]): boolean {
  return [1, 2, 3, LONGEST_UNIT].some(
    (unit) => characters.length >= 2 * unit && characters.every((character, i) => i < unit || character === characters[i - unit]),
  );
}

/**
 * A walk along the keyboard or the alphabet: "12345678", "abcd1234",
 * "1qaz2wsx", "qwerty12", or two walks taking turns: "a1b2c3d4".
 */
export function isSequence(characters: readonly string[]): boolean {
  const even = characters.filter((_, i) => i % 2 === 0);
  const odd = characters.filter((_, i) => i % 2 === 1);
  return isMadeOfRuns(characters, MOST_LOOSE) || (isMadeOfRuns(even, 0) && isMadeOfRuns(odd, 0));
}

/** Whether at most so many characters are part of no run. */
function isMadeOfRuns(characters: readonly string[], mostLoose: number): boolean {
  let loose = 0;
  let i = 0;
  while (i < characters.length && loose <= mostLoose) {
    const run = runAt(characters, i);
    const isRun = run >= SHORTEST_RUN;
    loose += isRun ? 0 : 1;
    i += isRun ? run : 1;
  }
  return loose <= mostLoose;
}

/** The length of the longest run that starts here: along a track, or of one character. */
function runAt(characters: readonly string[], start: number): number {
  const first = characters[start] ?? '';
  let longest = runOf(characters, start, () => first);
  for (const track of TRACKS) {
    const place = track.indexOf(first);
    if (place !== -1) {
      longest = Math.max(
        longest,
        runOf(characters, start, (step) => track[place + step]),
      );
    }
  }
  return longest;
}

function runOf(characters: readonly string[], start: number, expected: (step: number) => string | undefined): number {
  let length = 0;
  while (start + length < characters.length && characters[start + length] === expected(length)) {
    length += 1;
  }
  return length;
}
