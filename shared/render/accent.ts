/**
 * The colour of a letterhead as documents can use it. Organisations choose colours for paper and posters; small text needs contrast, so a
 * light one is darkened until it can be read (4.5 to 1 on white, WCAG 2 AA), keeping its hue.
 */
import type { Letterhead } from '../model/workshop.ts'

/** "#rrggbb". `weak`: a tint to lie under text. */
export type Accent = { readonly strong: string; readonly weak: string }

const ownAccent: Accent = { strong: '#0f5c63', weak: '#eaf3f3' }
const minContrast = 4.5
const tint = 0.09

export function accentOf({ color }: Letterhead): Accent {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  if (!/^#[0-9a-f]{6}$/.test(color) || color === ownAccent.strong) return ownAccent
  let factor = 1
  while (contrastWithWhite(scaled(channels, factor)) < minContrast) factor -= 0.02
  const strong = scaled(channels, factor)
  return { strong: hex(strong), weak: hex(strong.map((channel) => 255 - (255 - channel) * tint)) }
}

function scaled(channels: readonly number[], factor: number): readonly number[] {
  return channels.map((channel) => channel * factor)
}

/** WCAG 2: relative luminance and contrast ratio. */
function contrastWithWhite(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}
