/** Words of others, as people are to read them. */

/**
 * Characters that change how others read a name: controls, ends of lines, those that turn the direction of what follows, and those that
 * show nothing or a blank, tags included. Joiners stay: names in Persian and emoji are written with them.
 */
const misleading = /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2800\u3164\ufeff\uffa0\u{e0000}-\u{e007f}]/gu

/** `text` without what misleads the eye. */
export function shownText(text: string): string {
  return text.replace(misleading, '').trim()
}
