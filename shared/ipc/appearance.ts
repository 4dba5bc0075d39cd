/** Light or dark: what can be chosen, and the colours that are needed where the style sheet of the page does not reach. */

/** 'system' follows the computer's wish; the others hold in spite of it. */
export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

export function isAppearance(value: unknown): value is Appearance {
  return appearances.some((appearance) => appearance === value)
}

/** `--desk` of `renderer/base/look/tokens.css`: of a window before its page is there, and of a browser's bar around the page. */
export const deskColors = { light: '#f1efe9', dark: '#15181a' } as const
