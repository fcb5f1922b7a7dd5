/** What single characters are, and where names, digits, lines and paths end. */

const LETTER = /[\p{L}\p{Nl}]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{Nl}\p{M}\p{Nd}]/u;

/** 1: may begin a name, 2: may go on in one. Beyond ASCII the expressions above decide. */
const NAME_CLASS = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = /[A-Za-z_]/.test(String.fromCharCode(code));
  const digit = code >= 48 && code <= 57;
  NAME_CLASS[code] = letter ? 3 : digit ? 2 : 0;
}

export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const TAB = 9;
export const QUOTE = 34;
export const SLASH = 47;
export const STAR = 42;
export const BACKSLASH = 92;
export const DOT = 46;
export const PERCENT = 37;
export const BOM = 0xfeff;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** `“`, `”`, `„` */
export function isCurlyQuote(code: number): boolean {
  return code >= 0x201c && code <= 0x201e;
}

/** `$`, `€`, `£` */
export function isCurrency(code: number): boolean {
  return code === 0x24 || code === 0x20ac || code === 0xa3;
}

export function isNameStart(text: string, at: number, code: number): boolean {
  if (code < 128) return ((NAME_CLASS[code] ?? 0) & 1) === 1;
  return code >= 0xaa && LETTER.test(String.fromCodePoint(text.codePointAt(at) ?? code));
}

export function nameEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (NAME_CLASS[code] === 0) return at;
      at++;
      continue;
    }
    if (Number.isNaN(code)) return at;
    const point = text.codePointAt(at) ?? code;
    if (!LETTER_OR_DIGIT.test(String.fromCodePoint(point))) return at;
    at += point > 0xffff ? 2 : 1;
  }
}

/** Digits with `_` between them. */
export function digitsEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isDigit(code) || (code === 95 && isDigit(text.charCodeAt(at + 1)))) at++;
    else return at;
  }
}

export function exponentEnd(text: string, start: number): number {
  const letter = text.charCodeAt(start) | 32;
  if (letter !== 101) return start;
  const sign = text.charCodeAt(start + 1);
  const digits = start + (sign === 43 || sign === 45 ? 2 : 1);
  return isDigit(text.charCodeAt(digits)) ? digitsEnd(text, digits) : start;
}

/** A path ends at white space, a quote, `,`, `;` or an unmatched brace. */
export function routeEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const sign = text.charAt(at);
    if (/[\s",;}]/.test(sign)) return at;
    if (sign !== "{") continue;
    const close = /^[^\s",;{}]*\}/.exec(text.slice(at + 1, at + 200));
    if (close === null) return at;
    at += close[0].length;
  }
  return text.length;
}

export function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) return at;
  }
  return text.length;
}

export function indentation(text: string, from: number, to: number): number {
  let width = 0;
  for (let at = from; at < to; at++) width += text.charCodeAt(at) === TAB ? 4 : 1;
  return width;
}
