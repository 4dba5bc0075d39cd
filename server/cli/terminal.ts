/** The only way to the terminal: words come from files and peers, and none of them may be an order to it. */

/** Says what was asked for. */
export function say(line: string): void {
  console.log(oneLine(line))
}

/** Tells what somebody should know besides: on stderr. */
export function tell(line: string): void {
  console.error(oneLine(line))
}

/** Says it for programs. JSON escapes the control characters of ASCII; the others are as dangerous. */
export function sayJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2).replaceAll(/[\u007F-\u009F]/gu, (character) => `\\u00${character.charCodeAt(0).toString(16)}`))
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
}
