/**
 * The colour of a letterhead as documents can use it. Organisations choose colours for paper and posters; small text needs contrast, so a
 * light one is darkened until it can be read (4.5 to 1 on white, WCAG 2 AA), keeping its hue.
 */
import type { Letterhead } from '../model/workshop.ts'

/** "#rrggbb". `weak`: a tint to lie under text. */
export type Accent = { readonly strong: string; readonly weak: string }

const ownAccent: Accent = { strong: '#0f5c63', weak: '#eaf3f3' }
const minContrast = 4.5
const white = [255, 255, 255]
const tint = 0.09
/** Of a screen in the dark (`--paper` by night in `html-style.ts`), and what of it shows through a tint. */
const nightPaper = [0x25, 0x22, 0x1f]
const nightTint = 0.16

export function accentOf({ color }: Letterhead): Accent {
  const channels = channelsOf(color)
  if (!/^#[0-9a-f]{6}$/.test(color) || color === ownAccent.strong) return ownAccent
  let factor = 1
  while (contrast(scaled(channels, factor), white) < minContrast) factor -= 0.02
  const strong = scaled(channels, factor)
  return { strong: hex(strong), weak: hex(strong.map((channel) => 255 - (255 - channel) * tint)) }
}

/** The same for a screen in the dark, where it is a dark colour that cannot be read: lightened as far as that takes. */
export function accentByNight(letterhead: Letterhead): Accent {
  const strong = channelsOf(accentOf(letterhead).strong)
  let share = 0
  let light = strong
  // The lightest that a tint can be.
  const ground = nightPaper.map((channel) => channel + (255 - channel) * nightTint)
  while (contrast(light, ground) < minContrast) {
    share += 0.02
    light = strong.map((channel) => channel + (255 - channel) * share)
  }
  return { strong: hex(light), weak: hex(nightPaper.map((channel, at) => channel + ((light[at] ?? 0) - channel) * nightTint)) }
}

/** How well one colour ("#rrggbb") is read on another, from 1 to 21 (WCAG 2). */
export function contrastOf(color: string, ground: string): number {
  return contrast(channelsOf(color), channelsOf(ground))
}

function channelsOf(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}

function scaled(channels: readonly number[], factor: number): readonly number[] {
  return channels.map((channel) => channel * factor)
}

/** WCAG 2: contrast ratio. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2: relative luminance. */
function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}
